/** What every JSON answer begins with. Within a major schema version changes only add. */

import packageJson from '../../package.json' with { type: 'json' };

export const SCHEMA_VERSION = '1.0';

export interface ReportHead {
  readonly schemaVersion: string;
  readonly tool: { readonly name: string; readonly version: string };
  readonly command: string;
}

export const reportHead = (command: string): ReportHead => ({
  schemaVersion: SCHEMA_VERSION,
  tool: { name: packageJson.name, version: packageJson.version },
  command,
});
