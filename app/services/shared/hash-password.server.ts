import { hash, type Options, verify } from '@node-rs/argon2'
import { normalizePassword } from '#app/domain/account/password.ts'

/** OWASP's argon2id (what the package hashes with unless told otherwise) with 46 MiB and one pass. */
const options: Options = { memoryCost: 47_104, timeCost: 1, parallelism: 1 }

/** Each takes 46 MiB: more at once would let a crowd of guesses fill the memory. */
const atOnceMax = 4
let running = 0
const waiting: (() => void)[] = []

/** Waits for one of the few places at once in which memory-hard work may be done. */
export async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnceMax) await new Promise<void>((resume) => waiting.push(resume))
  else running += 1
  try {
    return await work()
  } finally {
    // The place goes to who waits longest, or falls free.
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }
}

export const hashPassword = (password: string): Promise<string> =>
  inTurn(() => hash(normalizePassword(password), options))

let nobody: Promise<string> | undefined

/** An account that is not there takes as long as a wrong password: its answer tells nothing. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  const against = passwordHash ?? (await (nobody ??= hashPassword('nobody has this password')))
  const matches = await inTurn(() => verify(against, normalizePassword(password)))
  return matches && passwordHash !== null && passwordHash !== undefined
}
