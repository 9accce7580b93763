// docs/reference/standards.md, from config/standards.json.
import { code, page, table } from './markdown.mjs';

const INTRO = `Made from \`config/standards.json\`. Data, not code: \`--catalogue DIR\` replaces it, and
[CONTRIBUTING](../../CONTRIBUTING.md#a-standard) tells how to add one.

**Standing** says who could enforce a limit: \`statute\` a law, \`certification\` a certificate one may apply for, \`voluntary\` a code one may
join (a miss is a warning, not an error), \`reference-target\` a figure to compare with, \`internal\` a rule of your own.
**Founded** says how well the entry itself is known: \`primary\` the text was read, \`secondary\` others report it, \`inherited\` only the former system
says so.

A standard that does not rest on power, intensity or PUE is listed and gives NOT_APPLICABLE with its reason. Where a phase depends on a
fact nobody told us, such as the age of a site, the verdict is given only when all cases agree; otherwise it is INCONCLUSIVE.`;

function limitText({ limit, comparator, condition, from, to }, unit) {
  const demand =
    limit === null || comparator === null
      ? 'no figure'
      : `${comparator} ${limit}${unit === 'ratio' ? '' : ` ${unit}`}`;
  const when = `from ${from}${to === null ? '' : ` to ${to}`}`;
  return `${demand}, ${when}${condition ? ` (${condition})` : ''}`;
}

/** Of all phases, each once. */
const limitsOf = ({ phases }) => {
  const testable = phases.filter(({ limit }) => limit !== null);
  return [...new Set(testable.map(({ limit, comparator }) => code(`${comparator} ${limit}`)))].join(' ');
};

const judged = ({ unmeasurable, metric }) => (unmeasurable === null ? metric : 'no');

function section(standard) {
  const {
    code: id,
    name,
    localName,
    citation,
    applicability,
    phases,
    unit,
    sourcing,
    alternatives = [],
  } = standard;
  const lines = [
    `## ${id}`,
    `${name}${localName ? ` (${localName})` : ''}. ${applicability ?? ''}`.trim(),
    `- Standing: ${standard.standing}; ${standard.standingNote}`,
    ...(standard.unmeasurable === null ? [] : [`- Not judged: ${standard.unmeasurable}`]),
    ...phases.map((phase) => `- ${limitText(phase, unit)}: ${phase.applicability}`),
    ...phases
      .filter(({ limitSource }) => limitSource)
      .map(({ limit, limitSource }) => `- Where ${limit} comes from: ${limitSource}`),
    ...alternatives.map(
      ({ label, value, year }) => `- Beside it: ${label}, ${value}${year === null ? '' : ` (${year})`}`,
    ),
    `- Source: [${citation.title}](${citation.url})`,
    ...(sourcing ? [`- Founded: ${sourcing.confidence}; ${sourcing.note}`] : []),
  ];
  return `${lines[0]}\n\n${lines[1]}\n\n${lines.slice(2).join('\n')}`;
}

export async function standardsPage({ loadCatalogue }) {
  const { standards } = await loadCatalogue();
  const rows = standards.map((standard) => [
    `[${standard.code}](#${standard.code.toLowerCase()})`,
    standard.jurisdiction,
    standard.standing,
    judged(standard),
    standard.scope,
    limitsOf(standard) || '–',
    standard.sourcing?.confidence ?? '–',
  ]);
  return page(
    'Standards',
    INTRO,
    table(['Code', 'Where', 'Standing', 'Judged by', 'Scope', 'Limits', 'Founded'], rows),
    ...standards.map(section),
  );
}
