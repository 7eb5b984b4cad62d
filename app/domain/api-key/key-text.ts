/** What every key begins with, so that whoever finds one lying about knows where it belongs. */
const mark = 'gyh_'
const shownCharacters = mark.length + 6

/** A key: its mark and 256 bits of chance (base64url). */
export const keyText = (token: string): string => `${mark}${token}`

/** The first characters of a key, by which its owner knows it: they open nothing. */
export const prefixOf = (key: string): string => key.slice(0, shownCharacters)

/** The key in an `Authorization` header (RFC 6750); undefined where there is none. */
export const bearerOf = (authorization: string): string | undefined =>
  /^Bearer +([\w.~+/-]+=*) *$/i.exec(authorization)?.[1]
