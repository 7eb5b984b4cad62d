import { returnAccountPolicy } from '#app/domain/clawback/account-policy.ts'
import { bodiesWhere } from '#app/domain/shared/actor.ts'
import { may } from '#app/domain/shared/policy.ts'
import { among } from '#app/services/shared/among.ts'
import type { Context } from '#app/services/shared/context.server.ts'

/** What somebody who owes writes on the order to the bank. */
export type AccountForReturns = { holder: string; bank: string; number: string }

export type ReturnAccountView = AccountForReturns & {
  id: string
  declaredByName: string
  declaredAt: string
  confirmedByName: string | null
  confirmedAt: string | null
  withdrawnAt: string | null
}
export type BodyReturns = {
  bodyId: string
  bodyName: string
  inForce: ReturnAccountView | null
  waiting: (ReturnAccountView & { mayConfirm: boolean; mayWithdraw: boolean }) | null
  /** The newest first; the last twenty. */
  former: ReturnAccountView[]
  mayDeclare: boolean
}

/** Of each body of the reader: to which account money comes back. Two statements. */
export async function readReturnAccounts({ db, actor, locale }: Context): Promise<BodyReturns[]> {
  const mine = bodiesWhere(actor, 'OFFICER', 'APPROVER', 'FINANCE', 'SUPERVISOR')
  const [bodies, rows] = await Promise.all([
    db.$queryRaw<{ bodyId: string; bodyName: string; inForceId: string | null }[]>`
      SELECT id AS "bodyId", CASE WHEN ${locale} = 'en' THEN name_en ELSE name_zh END AS "bodyName", return_account_of(id) AS "inForceId"
      FROM body WHERE id = ${among(mine)} ORDER BY id`,
    db.$queryRaw<(ReturnAccountView & { bodyId: string; declaredById: string })[]>`
      SELECT x.* FROM unnest(${mine}::uuid[]) AS m(id) CROSS JOIN LATERAL (
        SELECT a.id, a.body_id AS "bodyId", a.holder, a.bank, a.number, a.declared_by_id AS "declaredById",
          (SELECT name FROM account WHERE id = a.declared_by_id) AS "declaredByName", to_json(a.declared_at)#>>'{}' AS "declaredAt",
          (SELECT name FROM account WHERE id = a.confirmed_by_id) AS "confirmedByName", to_json(a.confirmed_at)#>>'{}' AS "confirmedAt",
          to_json(a.withdrawn_at)#>>'{}' AS "withdrawnAt"
        FROM return_account a WHERE a.body_id = m.id ORDER BY a.declared_at DESC, a.id DESC LIMIT 22) x`,
  ])
  return bodies.map(({ bodyId, bodyName, inForceId }) => {
    const own = rows.filter((row) => row.bodyId === bodyId)
    const inForce = own.find(({ id }) => id === inForceId)
    const waiting = own.find(({ confirmedAt, withdrawnAt }) => confirmedAt === null && withdrawnAt === null)
    const facts = { bodyId, declaredById: waiting?.declaredById }
    const view = (row: ReturnAccountView): ReturnAccountView => ({
      id: row.id,
      holder: row.holder,
      bank: row.bank,
      number: row.number,
      declaredByName: row.declaredByName,
      declaredAt: row.declaredAt,
      confirmedByName: row.confirmedByName,
      confirmedAt: row.confirmedAt,
      withdrawnAt: row.withdrawnAt,
    })
    return {
      bodyId,
      bodyName,
      inForce: inForce === undefined ? null : view(inForce),
      waiting:
        waiting === undefined
          ? null
          : {
              ...view(waiting),
              mayConfirm: may(returnAccountPolicy, 'confirm', actor, facts),
              mayWithdraw: may(returnAccountPolicy, 'withdraw', actor, facts),
            },
      former: own.filter((row) => row !== inForce && row !== waiting).map(view),
      mayDeclare: waiting === undefined && may(returnAccountPolicy, 'declare', actor, facts),
    }
  })
}
