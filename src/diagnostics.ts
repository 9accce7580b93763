/** A warning that belongs to the result: it has a stable code and the figures it speaks of. */
export interface Diagnostic {
  /** Stable, upper snake case, for example COUNTER_RESET. */
  readonly code: string;
  readonly level: 'info' | 'warning';
  /** One sentence with the figures in it. */
  readonly message: string;
  /** Node, pod (namespace/name) or source it speaks of. */
  readonly subject?: string;
  /** The same figures for programs; names carry units. */
  readonly figures?: Readonly<Record<string, number | string>>;
}
