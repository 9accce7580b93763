// NOTICE and the licence notices beside the data, from sources.json: who made what, and under which terms.

const FILES = {
  'standards.json': 'standards and rules, with their phases',
  'regions.json': 'cloud regions, their grid zones and published PUE',
  'providers.json': 'fleet-wide PUE of cloud providers',
  'grid-averages.json': 'yearly average carbon intensity of grid zones',
  'grid-alternatives.json': 'figures of other publishers for the same grids',
  'hourly-profiles.json': 'carbon intensity of typical days',
};

/** [path, text] for NOTICE and one notice a data file. */
export function noticeFiles({ sources }) {
  const beside = Object.keys(FILES).map((file) => [
    `config/${file.replace('.json', '.LICENCE')}`,
    besideText(file, sources),
  ]);
  return [...beside, ['NOTICE', noticeText(sources)]];
}

/** The MIT licence asks for its text beside whatever was taken. */
const MIT_TEXT = [
  'MIT licence, for the sources that name it',
  '',
  'Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation',
  'files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,',
  'modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the',
  'Software is furnished to do so, subject to the following conditions: The above copyright notice and this permission notice',
  'shall be included in all copies or substantial portions of the Software. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY',
  'OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR',
  'PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER',
  'LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR',
  'THE USE OR OTHER DEALINGS IN THE SOFTWARE.',
  '',
];

const mitText = (list) => (list.some(({ licence }) => licence === 'MIT') ? MIT_TEXT : []);
const usedIn = (sources, file) => Object.values(sources).filter((source) => source.usedIn.includes(file));
const isOpenDatabase = (list) => list.some(({ licence }) => licence.startsWith('ODbL'));

function besideText(file, sources) {
  const list = usedIn(sources, file);
  const terms = isOpenDatabase(list) ? openDatabaseTerms(file) : ownTerms(file);
  return [
    `${file}: ${FILES[file]}`,
    '',
    ...terms,
    '',
    'Sources',
    '',
    ...list.flatMap(entryLines),
    ...mitText(list),
  ].join('\n');
}

const openDatabaseTerms = (file) => [
  `${file} is made available under the Open Database License (ODbL) 1.0:`,
  'https://opendatacommons.org/licenses/odbl/1-0/',
  'It contains information from Electricity Maps, and is kept apart from the code, whose licence does not cover it.',
  'If you publish a database made from it, attribute Electricity Maps and keep it under the same licence.',
];

const ownTerms = (file) => [
  `The selection and wording of ${file} are part of carbon-audit (Apache-2.0). The figures are facts of the sources below;`,
  'where a source has a licence of its own, it is named with it.',
];

function entryLines({ title, url, licence, licenceUrl, attribution, note }) {
  const terms = licenceUrl === undefined ? licence : `${licence}, ${licenceUrl}`;
  return [
    `- ${title}`,
    ...(url === '' ? [] : [`  ${url}`]),
    `  Licence: ${terms}`,
    ...(attribution === undefined ? [] : [`  Attribution: ${attribution}`]),
    ...(note === undefined ? [] : [`  Note: ${note}`]),
    '',
  ];
}

function noticeText(sources) {
  const files = Object.keys(FILES).map((file) => {
    const licence = isOpenDatabase(usedIn(sources, file))
      ? 'ODbL-1.0'
      : 'Apache-2.0, facts of the sources named';
    return `- config/${file}: ${FILES[file]} (${licence})`;
  });
  return [
    'carbon-audit',
    '',
    'The code is licensed under the Apache License, Version 2.0 (see LICENSE).',
    'It ships with reference data that others gathered. Two of the files are open databases under their own licence:',
    '',
    ...files,
    '',
    'Each file has a notice of the same name, ending in .LICENCE, beside it. The bundled program contains the same data.',
    '',
    'Sources',
    '',
    ...Object.values(sources).flatMap(entryLines),
    ...mitText(Object.values(sources)),
  ].join('\n');
}
