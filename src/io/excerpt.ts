/** The first words of what a server said, fit to stand inside a sentence. */

const LONGEST = 120;

/** One line without markup, escape sequences and secrets, at most 120 characters; '' when nothing is left. */
export function excerpt(text: string, secrets: readonly string[] = []): string {
  const words = secrets
    .reduce((shown, secret) => (secret === '' ? shown : shown.replaceAll(secret, '***')), text)
    .replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(new RegExp(`${ESCAPE}\\[[0-9;?]*[ -/]*[@-~]`, 'g'), '')
    .replace(/[\p{Cc}\p{Cf}\p{Zs}\p{Zl}\p{Zp}\uFFFD]+/gu, ' ')
    .trim();
  return words.length <= LONGEST ? words : `${words.slice(0, LONGEST - 1).trimEnd()}…`;
}

const ESCAPE = String.fromCharCode(0x1b);
