/** Which family the address of a resource belongs to. */

import { UriTemplate } from '@modelcontextprotocol/sdk/shared/uriTemplate.js';
import type { ResourceFamily } from './resource.ts';

export interface Addressed {
  /** Absent: there is no such resource. */
  readonly family: ResourceFamily | undefined;
  readonly asked: { readonly uri: string; readonly variables: Readonly<Record<string, string | string[]>> };
}

/** Templates are made once: a server of a stateless request lives for that request alone. */
export function addressReader(families: readonly ResourceFamily[]): (address: string) => Addressed {
  const templates = families.map((family) => [family, new UriTemplate(family.uriTemplate)] as const);
  return (address) => {
    const uri = URL.canParse(address) ? new URL(address).href : address;
    for (const [family, template] of templates) {
      const variables = template.match(uri);
      if (variables !== null) return { family, asked: { uri, variables } };
    }
    return { family: undefined, asked: { uri, variables: {} } };
  };
}
