// @ts-check

/** A known way to fail: one line saying what is wrong, one saying what to do about it. */
export class StartFailure extends Error {
  /**
   * @param {string} what
   * @param {string} remedy
   * @param {unknown} [cause]
   */
  constructor(what, remedy, cause) {
    super(`${what}. ${remedy}`, { cause })
    this.name = 'StartFailure'
  }
}

/**
 * Known failures are told in one line; only an unknown one shows where in the code it came from.
 * @param {unknown} error
 */
export const tellFailure = (error) => {
  const known = error instanceof StartFailure
  const text = error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error)
  console.error(`✗ ${text}`)
}
