/** Where to go after signing in, when it is a page of this site; anything else is nowhere. */
export function returnPath(to: string | null): string | undefined {
  if (to === null || to.length > 500 || !/^\/(?![/\\])/.test(to)) return undefined
  // Browsers drop tabs and line breaks before they read an address.
  if (/[\s\\\p{Cc}]/u.test(to)) return undefined
  return /^(\/en)?\/sign-(in|out)(\/|\?|$)/.test(to) ? undefined : to
}
