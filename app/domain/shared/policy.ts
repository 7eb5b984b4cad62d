import { type Actor, type Role, type Standing, rolesOf } from './actor.ts'

/** `true`: always; a predicate: when the facts allow it. A missing cell means no. */
export type Rule<Facts> = true | ((actor: Actor, facts: Facts) => boolean)
export type PolicyTable<Facts> = Record<string, Partial<Record<Role, Rule<Facts>>>>

/** Types a table of who may do what, and keeps its action names. */
export const definePolicy =
  <Facts extends Standing>() =>
  <const Table extends PolicyTable<Facts>>(table: Table) =>
    table

/** Whether some role that the actor holds towards these facts has a cell that says yes. Never throws; a doubt is a no. */
export function may<Facts extends Standing, Table extends PolicyTable<Facts>>(
  policy: Table,
  action: keyof Table & string,
  actor: Actor,
  facts: Facts,
): boolean {
  const row: PolicyTable<Facts>[string] | undefined = policy[action]
  if (row === undefined) return false
  return rolesOf(actor, facts).some((role) => {
    const rule = row[role]
    return rule === true || (typeof rule === 'function' && rule(actor, facts))
  })
}
