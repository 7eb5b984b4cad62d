import { createHash, randomBytes } from 'node:crypto'
import {
  formatRecoveryCode,
  readRecoveryCode,
  recoveryCodeCount,
  recoveryCodeBytes,
} from '#app/domain/account/recovery-code.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

/** 120 random bits need no slow hash. */
const hashOf = (accountId: string, code: string) =>
  new Uint8Array(createHash('sha256').update(`${accountId} ${code}`).digest())

/** Ten new codes instead of the old ones; told once. */
export async function replaceRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  await tx.recoveryCode.deleteMany({ where: { accountId } })
  const codes = Array.from({ length: recoveryCodeCount }, () => formatRecoveryCode(randomBytes(recoveryCodeBytes)))
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ accountId, codeHash: hashOf(accountId, code) })) })
  return codes
}

/** Strikes a code off the list; false when it is not on it, or no longer. */
export async function useRecoveryCode(tx: Tx, accountId: string, typed: string, now: Date): Promise<boolean> {
  const code = readRecoveryCode(typed)
  if (code === undefined) return false
  const { count } = await tx.recoveryCode.updateMany({
    where: { accountId, codeHash: hashOf(accountId, code), usedAt: null },
    data: { usedAt: now },
  })
  return count === 1
}
