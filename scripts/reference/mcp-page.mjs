// docs/reference/mcp.md and the table of tools in README.md, from the tables both protocol adapters are made from.
import { code, page, table } from './markdown.mjs';

const firstSentence = (text) => /^.*?[.](?=\s|$)/.exec(text)?.[0] ?? text;

const surfaceOf = ({ TOOLS, RESOURCES, PROMPTS }) => ({
  version: '',
  tools: TOOLS,
  resources: RESOURCES,
  prompts: PROMPTS,
});

export const toolTable = (tables) =>
  table(
    ['Tool', 'What it answers'],
    tables.TOOLS.map(({ name, description }) => [code(name), firstSentence(description)]),
  );

function typeOf({ type, enum: values, items }) {
  if (values) return values.map(code).join(', ');
  if (type === 'array') return `list of ${typeOf(items ?? {})}`;
  return Array.isArray(type) ? type.join(' or ') : (type ?? 'any');
}

function rangeOf({ minimum, maximum, minItems, maxItems }) {
  const [least, most] = [minimum ?? minItems, maximum ?? maxItems];
  // JSON Schema of an integer without a bound names the largest safe one: that says nothing.
  if (least === undefined || most === undefined || most === Number.MAX_SAFE_INTEGER) return '';
  return ` ${least} to ${most}`;
}

function argumentRow(name, schema, isRequired) {
  const fallback = schema.default === undefined ? '' : code(JSON.stringify(schema.default));
  return [
    code(name),
    typeOf(schema) + rangeOf(schema),
    isRequired ? 'required' : fallback,
    schema.description ?? '',
  ];
}

function toolSection({ name, title, description, inputSchema }) {
  const { properties = {}, required = [] } = inputSchema;
  const rows = Object.entries(properties).map(([key, schema]) =>
    argumentRow(key, schema, required.includes(key) && schema.default === undefined),
  );
  return [
    `### ${name}`,
    `${title}. ${description}`,
    table(['Argument', 'Type', 'Default', 'Meaning'], rows),
  ].join('\n\n');
}

const INTRO = `Made from \`src/mcp/tools.ts\`, \`src/mcp/resources.ts\` and \`src/mcp/prompts.ts\`. How to connect a client stands in the
[README](../../README.md#claude-and-other-mcp-clients).

Every tool is read-only, and says so in its hints. Its \`structuredContent\` is the JSON that the command line prints for the same
question; the text beside it is a few sentences of our own without any name from the cluster. An answer is at most 32 KiB: what was
left out is counted in \`omitted\`, and \`nextCursor\` gives the next part. A failure is \`isError\` with a sentence, what to do, and a code of
[warnings and errors](warnings.md#errors). Where Kepler is read is set when the server starts; no tool takes a URL or a path.`;

export function mcpPage(tables) {
  const { RESOURCES, PROMPTS, INSTRUCTIONS } = tables;
  const argumentsOf = (prompt) =>
    prompt.arguments
      .map(({ name, required }) => (required ? code(name) : `${code(name)} (optional)`))
      .join(', ');
  return page(
    'MCP surface',
    INTRO,
    '## Tools',
    ...tables.listedTools(surfaceOf(tables)).map(toolSection),
    '## Resources',
    table(
      ['URI', 'What it is'],
      RESOURCES.map(({ uriTemplate, description }) => [code(uriTemplate), description]),
    ),
    'Variables complete. An id that does not exist is an error, never a page that says so.',
    '## Prompts',
    table(
      ['Prompt', 'Arguments', 'What it asks for'],
      PROMPTS.map((prompt) => [code(prompt.name), argumentsOf(prompt), prompt.description]),
    ),
    '## Instructions',
    'What the server tells a client of itself when it connects:',
    `> ${INSTRUCTIONS}`,
  );
}
