/** A value somebody chose, put into an instruction as a value: it cannot end its quotes. */
export const quote = (value: string | undefined): string => JSON.stringify(value ?? '');
