// docs/reference/cli.md, from the command definitions the program itself parses with.
import { code, page, table } from './markdown.mjs';
import { VARIABLES } from './variables.mjs';

const INTRO = `Made from \`src/cli/registry.ts\` and the definitions in \`src/cli/commands/\`. \`carbon-audit help COMMAND\` prints the same.

Flags may stand before or after arguments. A repeatable flag is written again for each value. Units are part of a value:
\`30s\`, \`4h\`, \`20W\`, \`5kg/month\`, \`0.12USD/kWh\`.`;

const flagRows = ({ flags }) =>
  flags.map(({ flags: syntax, description, repeat }) => [
    code(syntax),
    repeat ? `${description} *(repeatable)*` : description,
  ]);

function section({ name, description, positionals, groups, examples }) {
  const usage = ['carbon-audit', name, ...positionals.map(([syntax]) => syntax), '[flags]'].join(' ');
  const parts = [`## ${name}`, description, `\`\`\`text\n${usage}\n\`\`\``];
  if (positionals.length > 0)
    parts.push(
      table(
        ['Argument', 'Meaning'],
        positionals.map(([syntax, text]) => [code(syntax), text]),
      ),
    );
  parts.push(`\`\`\`sh\n${examples.map((example) => `carbon-audit ${example}`).join('\n')}\n\`\`\``);
  for (const group of groups) parts.push(table([group.title.replace(/:$/, ''), 'Meaning'], flagRows(group)));
  return parts.join('\n\n');
}

export async function cliPage({ COMMANDS }) {
  const definitions = await Promise.all(
    Object.values(COMMANDS).map(async ({ load }) => (await load()).definition),
  );
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => [`[${name}](#${name})`, summary]);
  return page(
    'Command line',
    INTRO,
    table(['Command', 'What it does'], rows),
    ...definitions.map(section),
    '## Environment',
    table(
      ['Variable', 'Meaning'],
      VARIABLES.map(([name, meaning]) => [code(name), meaning]),
    ),
  );
}
