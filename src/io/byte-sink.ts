/** Where encoded bytes go. */
export interface ByteSink {
  /** The chunk may be reused once the promise, if one is given back, is settled. */
  push(chunk: Uint8Array): Promise<void> | void;
  end(): Promise<void> | void;
}
