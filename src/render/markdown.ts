import type { Invocation } from '../operations/operation.ts';
export function render({ view }: Invocation): string {
  return view.names.join('');
}
