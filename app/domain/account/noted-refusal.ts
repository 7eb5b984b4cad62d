/** A key, a code or a password that was wrong; who may not; what no form of ours sends; too many tries; two hands that were one. */
const noted =
  /^(forbidden|invalid|too-large|too-many)$|^account\.(sign-in-failed|disabled|interested)$|[.-](throttled|four-eyes|three-people)$|\.(code|password|passphrase|retrieval)-wrong$/

/**
 * Whether a refusal is one that somebody looks for after an attack. A thing that is not there is one only for who is signed in: what one may
 * not see is answered the same as what is not there.
 */
export const isNoted = (code: string, isSignedIn: boolean): boolean =>
  noted.test(code) || (isSignedIn && code === 'not-found')
