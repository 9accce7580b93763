/**
 * Names of the IANA time zone database, as exactly as Kubernetes takes them: its API server looks them up by their spelling (Go's
 * time.LoadLocation). Intl is less strict: it takes any case, and abbreviations of its own that mean places nobody meant, BST being
 * Bangladesh to it.
 */

import { AuditError } from '../errors.ts';
import { nearest } from '../near.ts';

/**
 * What Intl knows and does not list: of two names for one place it lists one, and none of the zones without a place. Of the
 * database 2025c; the lists of Node 20 to 26 are alike.
 */
const UNLISTED = `
  Africa/Asmara Africa/Timbuktu America/Argentina/Buenos_Aires America/Argentina/Catamarca
  America/Argentina/ComodRivadavia America/Argentina/Cordoba America/Argentina/Jujuy
  America/Argentina/Mendoza America/Atikokan America/Atka America/Ensenada America/Fort_Wayne
  America/Indiana/Indianapolis America/Kentucky/Louisville America/Knox_IN America/Montreal America/Nipigon
  America/Nuuk America/Pangnirtung America/Porto_Acre America/Rainy_River America/Rosario
  America/Santa_Isabel America/Shiprock America/Thunder_Bay America/Virgin America/Yellowknife
  Antarctica/South_Pole Asia/Ashkhabad Asia/Choibalsan Asia/Chongqing Asia/Chungking Asia/Dacca Asia/Harbin
  Asia/Ho_Chi_Minh Asia/Istanbul Asia/Kashgar Asia/Kathmandu Asia/Kolkata Asia/Macao Asia/Tel_Aviv
  Asia/Thimbu Asia/Ujung_Pandang Asia/Ulan_Bator Asia/Yangon Atlantic/Faroe Atlantic/Jan_Mayen Australia/ACT
  Australia/Canberra Australia/Currie Australia/LHI Australia/NSW Australia/North Australia/Queensland
  Australia/South Australia/Tasmania Australia/Victoria Australia/West Australia/Yancowinna Brazil/Acre
  Brazil/DeNoronha Brazil/East Brazil/West CET CST6CDT Canada/Atlantic Canada/Central Canada/Eastern
  Canada/Mountain Canada/Newfoundland Canada/Pacific Canada/Saskatchewan Canada/Yukon Chile/Continental
  Chile/EasterIsland Cuba EET EST EST5EDT Egypt Eire Etc/GMT Etc/GMT+0 Etc/GMT+1 Etc/GMT+10 Etc/GMT+11
  Etc/GMT+12 Etc/GMT+2 Etc/GMT+3 Etc/GMT+4 Etc/GMT+5 Etc/GMT+6 Etc/GMT+7 Etc/GMT+8 Etc/GMT+9 Etc/GMT-0
  Etc/GMT-1 Etc/GMT-10 Etc/GMT-11 Etc/GMT-12 Etc/GMT-13 Etc/GMT-14 Etc/GMT-2 Etc/GMT-3 Etc/GMT-4 Etc/GMT-5
  Etc/GMT-6 Etc/GMT-7 Etc/GMT-8 Etc/GMT-9 Etc/GMT0 Etc/Greenwich Etc/UCT Etc/UTC Etc/Universal Etc/Zulu
  Europe/Belfast Europe/Kyiv Europe/Nicosia Europe/Tiraspol Europe/Uzhgorod Europe/Zaporozhye GB GB-Eire GMT
  GMT+0 GMT-0 GMT0 Greenwich HST Hongkong Iceland Iran Israel Jamaica Japan Kwajalein Libya MET MST MST7MDT
  Mexico/BajaNorte Mexico/BajaSur Mexico/General NZ NZ-CHAT Navajo PRC PST8PDT Pacific/Chuuk
  Pacific/Johnston Pacific/Kanton Pacific/Pohnpei Pacific/Samoa Pacific/Yap Poland Portugal ROC ROK
  Singapore Turkey UCT US/Alaska US/Aleutian US/Arizona US/Central US/East-Indiana US/Eastern US/Hawaii
  US/Indiana-Starke US/Michigan US/Mountain US/Pacific US/Samoa UTC Universal W-SU WET Zulu
`;

let known: ReadonlySet<string> | null = null;

function names(): ReadonlySet<string> {
  known ??= new Set([...Intl.supportedValuesOf('timeZone'), ...UNLISTED.trim().split(/\s+/)]);
  return known;
}

export const isTimeZoneName = (name: string): boolean => names().has(name);

const EXAMPLE = 'write an IANA name, for example Asia/Seoul';

function hintFor(name: string): string {
  const places = [...names()].filter((one) => one.includes('/') || one === 'UTC');
  // Of three letters some are near to any abbreviation, and mean something else.
  const isAbbreviation = /^[A-Z]{2,5}$/.test(name);
  if (isAbbreviation) return `places share abbreviations; ${EXAMPLE}`;
  const [near] = nearest(name, places, 1);
  return near === undefined ? EXAMPLE : `did you mean ${near}?`;
}

/** The name itself. Throws USAGE for what is none. */
export function timeZoneNamed(name: string): string {
  if (isTimeZoneName(name)) return name;
  throw new AuditError('USAGE', `there is no time zone "${name}" in the IANA database`, {
    hint: hintFor(name),
  });
}
