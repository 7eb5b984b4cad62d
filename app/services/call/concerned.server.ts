import type { Locale } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

/**
 * Whom a published call concerns: the people of every organization that has begun a bid and not taken it back or has asked a
 * question, and the seated experts. Each person once.
 */
export async function readConcerned(tx: Tx, callId: string): Promise<Reader[]> {
  const rows = await tx.$queryRaw<{ email: string; locale: 'EN' | 'ZH_CN' }[]>`
    SELECT DISTINCT a.email, a.locale FROM account a WHERE a.state = 'ACTIVE' AND (
      EXISTS (SELECT 1 FROM organization_membership m JOIN bid b ON b.organization_id = m.organization_id
        WHERE m.account_id = a.id AND b.call_id = ${callId}::uuid AND b.state <> 'WITHDRAWN')
      OR EXISTS (SELECT 1 FROM organization_membership m JOIN call_question q ON q.organization_id = m.organization_id
        WHERE m.account_id = a.id AND q.call_id = ${callId}::uuid)
      OR EXISTS (SELECT 1 FROM expert e JOIN seat s ON s.expert_id = e.id JOIN panel p ON p.id = s.panel_id
        WHERE e.account_id = a.id AND p.call_id = ${callId}::uuid AND s.state = 'SEATED'))
    ORDER BY a.email`
  return rows.map(toReader)
}

/** Those, and the keyholders, who would come to open it: each person once. */
export async function readConcernedAndKeyholders(tx: Tx, callId: string): Promise<Reader[]> {
  const holders = await tx.account.findMany({
    where: { state: 'ACTIVE', keyholderOf: { some: { callId } } },
    select: { email: true, locale: true },
    orderBy: { email: 'asc' },
  })
  const concerned = await readConcerned(tx, callId)
  return [...concerned, ...holders.map(toReader).filter(({ email }) => concerned.every((one) => one.email !== email))]
}

type Reader = { email: string; locale: Locale }
const toReader = ({ email, locale }: { email: string; locale: 'EN' | 'ZH_CN' }): Reader => ({
  email,
  locale: locale === 'EN' ? 'en' : 'zh-CN',
})
