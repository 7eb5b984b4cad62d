/** The file as it is sent, and what its parts may add up to once unpacked. */
export const importBytesMax = 5 * 1024 * 1024
export const unpackedBytesMax = 40 * 1024 * 1024
/** Columns that are looked at; a sheet may be wider. */
export const columnsMax = 60
/** Longer than any field of ours takes: the rest of a cell is not kept, and the field says that it is too long. */
export const cellMax = 1_000
/** Rows above the headings that are passed over: a title, a date. */
export const titleRowsMax = 10
/** For how long an unfinished import is kept. */
export const importHours = 24
