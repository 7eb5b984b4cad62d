/** The shape of a Chinese message module with its texts free: English modules are checked against it, key by key. */
export type Shape<T> = { readonly [K in keyof T]: T[K] extends string ? string : Shape<T[K]> }
