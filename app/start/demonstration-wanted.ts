import type { Environment } from './environment.ts'

/**
 * Everybody knows the passwords of the demonstration, its administrator's too: a site that people reach by https begins with it only where
 * somebody says so (`SEED=demonstration`), any other unless somebody says no (`SEED=none`).
 */
export const isDemonstrationWanted = ({ SEED, PUBLIC_URL }: Environment): boolean =>
  SEED === 'demonstration' || (SEED !== 'none' && !/^https:/i.test(PUBLIC_URL ?? ''))
