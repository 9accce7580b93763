/** Two checks of a manifest without a cluster: the types and required fields, and fields that do not exist. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv } from 'ajv';
import type { Manifest } from './rendered.ts';

const MODULES = join(import.meta.dirname, '../../.cache/tools/node_modules');

interface Exports {
  readonly [export_: string]: unknown;
}

const load = async (path: string): Promise<Exports> => import(pathToFileURL(join(MODULES, path)).href);

type Model = new (document: Manifest) => { validate(): void };

/** Kinds of others, as far as we use them: the models know only what Kubernetes itself brings. */
const CUSTOM: Readonly<Record<string, object>> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'custom-kinds.json'), 'utf8'),
);

export const customKind = ({ apiVersion, kind }: Manifest): object | undefined =>
  CUSTOM[`${apiVersion} ${kind}`];

/** Throws with what is wrong with types, required fields, enums and quantities. */
export async function checkTypes(document: Manifest): Promise<void> {
  const schema = customKind(document);
  if (schema !== undefined) {
    const ajv = new Ajv({ strict: false });
    if (!ajv.validate(schema, document)) throw new Error(ajv.errorsText());
    return;
  }
  const models = await load(`kubernetes-models/${document.apiVersion}/index.mjs`);
  const Kind = models[document.kind] as Model | undefined;
  if (Kind === undefined) throw new Error(`${document.apiVersion} has no ${document.kind}`);
  new Kind(document).validate();
}

interface Attribute {
  readonly name: string;
  readonly baseName: string;
  readonly type: string;
}

interface Described {
  getAttributeTypeMap(): readonly Attribute[];
}

const described = (models: Exports, type: string): Described | undefined => {
  const found = models[type];
  return typeof found === 'function' && 'getAttributeTypeMap' in found ? (found as never) : undefined;
};

const ARRAY = /^Array<(.+)>$/;
const MAP = /^\{ \[key: string\]: (.+); \}$/;

function unknownIn(models: Exports, at: { value: unknown; type: string; path: string }): readonly string[] {
  const { value, type, path } = at;
  if (typeof value !== 'object' || value === null) return [];
  const inner = ARRAY.exec(type)?.[1] ?? MAP.exec(type)?.[1];
  const entries = Object.entries(value);
  if (inner !== undefined)
    return entries.flatMap(([key, one]) =>
      unknownIn(models, { value: one, type: inner, path: `${path}.${key}` }),
    );
  const attributes = described(models, type)?.getAttributeTypeMap();
  if (attributes === undefined) return [];
  return entries.flatMap(([key, one]) => {
    const attribute = attributes.find(({ baseName }) => baseName === key);
    if (attribute === undefined) return [`${path}.${key}`];
    return unknownIn(models, { value: one, type: attribute.type, path: `${path}.${key}` });
  });
}

/** Paths of fields that no model has. */
export async function unknownFields(document: Manifest): Promise<readonly string[]> {
  if (customKind(document) !== undefined) return []; // Their schema allows no others.
  const models = await load('@kubernetes/client-node/dist/gen/models/all.js');
  const version = document.apiVersion.split('/').at(-1) ?? '';
  const type = `${version[0]?.toUpperCase()}${version.slice(1)}${document.kind}`;
  if (described(models, type) === undefined) return [`${document.kind}: no model ${type}`];
  return unknownIn(models, { value: document, type, path: document.kind });
}
