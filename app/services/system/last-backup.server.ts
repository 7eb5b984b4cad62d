import { readdir } from 'node:fs/promises'

/** A finished copy bears the instant it was begun as its name; one that is being made has more behind it. */
const copyName = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/

/** When the newest finished copy of the database was begun; null when there is none to be seen. */
export async function lastBackupAt(copiesDir: string): Promise<Date | null> {
  const names = await readdir(copiesDir).catch(() => [])
  const newest = names
    .filter((name) => copyName.test(name))
    .toSorted()
    .at(-1)
  return newest === undefined ? null : new Date(newest.replace(copyName, '$1-$2-$3T$4:$5:$6.$7Z'))
}
