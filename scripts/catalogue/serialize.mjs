// One form for every file of config/: an entry a line, so that a change of one figure is a change of one line.

const LINE_LIMIT = 110;

/** JSON in which whatever fits a line stands on one. */
export function serialized(value) {
  return `${lines(value, '')}\n`;
}

function lines(value, indent) {
  const short = oneLine(value);
  const isList = Array.isArray(value);
  if (typeof value !== 'object' || value === null) return short;
  const isLeaf = isList && value.every((entry) => typeof entry === 'number');
  if (isLeaf || (indent !== '' && indent.length + short.length <= LINE_LIMIT)) return short;
  const inner = `${indent}  `;
  const entries = isList
    ? value.map((entry) => inner + lines(entry, inner))
    : Object.entries(value).map(([key, entry]) => `${inner}${JSON.stringify(key)}: ${lines(entry, inner)}`);
  if (entries.length === 0) return short;
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  return `${open}\n${entries.join(',\n')}\n${indent}${close}`;
}

/** Lists of hours without blanks, everything else with one after each comma and colon. */
function oneLine(value) {
  if (Array.isArray(value)) {
    const separator = value.every((entry) => typeof entry === 'number') ? ',' : ', ';
    return `[${value.map(oneLine).join(separator)}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, entry]) => `${JSON.stringify(key)}: ${oneLine(entry)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
