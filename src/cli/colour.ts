/** Whether one stream is coloured, in Node's own order. `CI` never decides: most build logs show escapes as noise. */

export type Environment = Readonly<Record<string, string | undefined>>;

/** `--color auto|always|never`; commander gives false for --no-color and true for a bare --color. */
export type ColourFlag = 'auto' | 'always' | 'never' | boolean | undefined;

const OFF = ['0', 'false', 'never'];

export function isColoured(isTty: boolean, env: Environment, flag: ColourFlag): boolean {
  if (flag !== undefined && flag !== 'auto') return flag === true || flag === 'always';
  if (env.FORCE_COLOR) return !OFF.includes(env.FORCE_COLOR);
  if (env.NO_COLOR || env.TERM === 'dumb') return false;
  return isTty;
}

/** A locale that is set and is not UTF-8 (C, POSIX, ko_KR.eucKR) cannot show shades and symbols; unset says nothing. */
export function isUnicode(env: Environment): boolean {
  if (env.TERM === 'linux') return false;
  if (env.OS === 'Windows_NT') return Boolean(env.WT_SESSION || env.TERM_PROGRAM);
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale === undefined || locale === '' || /utf-?8/iu.test(locale);
}
