import type { accountTables, ExportTable } from '#app/domain/export/table.ts'
import type { Context } from '#app/services/shared/context.server.ts'
import type { Tx } from '#app/services/shared/db.server.ts'
import { readContact } from '#app/services/volunteer/store.server.ts'
import { Prisma } from '#prisma/generated/client.ts'
import { columns, type Query, readTables } from './read-tables.server.ts'

type Kind = (typeof accountTables)[number]

/** What is kept of a person who signs in, as that person did or gave it. */
const queries = (id: string): Record<Kind, Query> => ({
  account: {
    columns: columns({
      name: 'text',
      email: 'text',
      locale: 'account.locale',
      state: 'admin.state',
      isAdministrator: 'yes',
      confirmedAt: 'instant',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT name, email::text, locale::text, state::text, is_administrator AS "isAdministrator", email_confirmed_at AS "confirmedAt", created_at AS at FROM account WHERE id = ${id}::uuid`,
  },
  roles: {
    columns: columns({ name: 'text', role: 'text', at: 'instant' }),
    sql: Prisma.sql`SELECT o.name, m.role::text, m.created_at AS at FROM organization_membership m JOIN organization o ON o.id = m.organization_id WHERE m.account_id = ${id}::uuid
      UNION ALL SELECT b.name_zh, m.role::text, m.created_at FROM body_membership m JOIN body b ON b.id = m.body_id WHERE m.account_id = ${id}::uuid
      UNION ALL SELECT x.employer, 'EXPERT', x.created_at FROM expert x WHERE x.account_id = ${id}::uuid ORDER BY 3`,
  },
  // As a judge: what one was put into the pool with.
  expertise: {
    columns: columns({
      employer: 'text',
      fields: 'text',
      place: 'text',
      isActive: 'yes',
      inPool: 'yes',
      trainedUntil: 'day',
      seatsMax: 'number',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT x.employer, array_to_string(x.fields, ', ') AS fields, r.name_zh AS place, x.is_active AS "isActive", x.in_pool AS "inPool", x.trained_until::text AS "trainedUntil", x.seats_max::int AS "seatsMax", x.created_at AS at
      FROM expert x JOIN region r ON r.id = x.region_id WHERE x.account_id = ${id}::uuid`,
  },
  sessions: {
    columns: columns({
      at: 'instant',
      lastSeenAt: 'instant',
      factorAt: 'instant',
      device: 'text',
      ip: 'text',
      validUntil: 'instant',
      endedAt: 'instant',
    }),
    sql: Prisma.sql`SELECT created_at AS at, last_seen_at AS "lastSeenAt", second_factor_at AS "factorAt", user_agent AS device, ip, expires_at AS "validUntil", revoked_at AS "endedAt" FROM session WHERE account_id = ${id}::uuid ORDER BY created_at`,
  },
  // As a volunteer: on whose register, with which consent, and by what one is reached.
  consents: {
    columns: columns({
      organization: 'text',
      name: 'text',
      phone: 'text',
      email: 'text',
      consentHow: 'staff.consentHow',
      consentOn: 'day',
      locale: 'account.locale',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT v.id::text, o.name AS organization, v.name, v.locale::text, v.recorded_at AS at, v.contact_sealed AS sealed, v.consent_how AS "consentHow", v.consent_on::text AS "consentOn" FROM volunteer v JOIN organization o ON o.id = v.organization_id WHERE v.account_id = ${id}::uuid ORDER BY v.consent_on`,
    finish: ({ keys }, { sealed, ...row }) => ({
      ...row,
      ...readContact(keys, String(row['id']), sealed instanceof Uint8Array ? sealed : null),
    }),
  },
  ownHours: {
    columns: columns({
      organization: 'text',
      title: 'text',
      startsAt: 'instant',
      hours: 'number',
      points: 'number',
      at: 'instant',
      recordedAt: 'instant',
      confirmedAt: 'instant',
      cancelledAt: 'instant',
    }),
    sql: Prisma.sql`SELECT o.name AS organization, c.title, c.starts_at AS "startsAt", s.hours::float8 AS hours, s.rating AS points, s.recorded_at AS "recordedAt", s.signed_up_at AS at, s.confirmed_at AS "confirmedAt", s.cancelled_at AS "cancelledAt"
      FROM volunteer_signup s JOIN callout c ON c.id = s.callout_id JOIN organization o ON o.id = c.organization_id JOIN volunteer v ON v.id = s.volunteer_id WHERE v.account_id = ${id}::uuid ORDER BY c.starts_at`,
  },
  ownCertificates: {
    columns: columns({
      organization: 'text',
      number: 'text',
      hours: 'number',
      times: 'number',
      fromOn: 'day',
      untilOn: 'day',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT o.name AS organization, k.number, k.hours::float8 AS hours, k.times::int AS times, k.from_on::text AS "fromOn", k.until_on::text AS "untilOn", k.issued_at AS at
      FROM volunteer_certificate k JOIN volunteer v ON v.id = k.volunteer_id JOIN organization o ON o.id = v.organization_id WHERE v.account_id = ${id}::uuid ORDER BY k.issued_at`,
  },
  needs: {
    columns: columns({
      needNo: 'text',
      title: 'text',
      text: 'text',
      whyNow: 'text',
      beneficiaries: 'text',
      state: 'need.state',
      at: 'instant',
      content: 'raw',
    }),
    sql: Prisma.sql`SELECT need_no::text AS "needNo", title, why_now AS "whyNow", beneficiaries, original AS content, what AS text, state::text, raised_at AS at FROM need WHERE raised_by_id = ${id}::uuid ORDER BY raised_at`,
  },
  supports: {
    columns: columns({ needNo: 'text', title: 'text', at: 'instant' }),
    sql: Prisma.sql`SELECT n.need_no::text AS "needNo", n.title, s.supported_at AS at FROM need_support s JOIN need n ON n.id = s.need_id WHERE s.account_id = ${id}::uuid ORDER BY s.supported_at`,
  },
  observations: {
    columns: columns({
      title: 'text',
      heldOn: 'day',
      text: 'text',
      state: 'observation.state',
      answer: 'text',
      at: 'instant',
    }),
    sql: Prisma.sql`SELECT p.title, o.observed_on::text AS "heldOn", o.text, o.state::text, o.answer, o.made_at AS at FROM observation o JOIN project p ON p.id = o.project_id WHERE o.made_by_id = ${id}::uuid ORDER BY o.made_at`,
  },
  incubations: {
    columns: columns({ name: 'text', need: 'text', plan: 'text', state: 'incubation.state', at: 'instant' }),
    sql: Prisma.sql`SELECT group_name AS name, need, plan, state::text, created_at AS at FROM incubation WHERE account_id = ${id}::uuid ORDER BY created_at`,
  },
  savedSearches: {
    columns: columns({ name: 'text', text: 'text', pace: 'saved-search.pace', lookedAt: 'instant', at: 'instant' }),
    sql: Prisma.sql`SELECT name, query AS text, looked_at AS "lookedAt", pace::text, created_at AS at FROM saved_search WHERE account_id = ${id}::uuid ORDER BY created_at`,
  },
  follows: {
    columns: columns({ title: 'text', isSilent: 'yes', since: 'instant', at: 'instant' }),
    sql: Prisma.sql`SELECT coalesce(p.title, c.title) AS title, f.is_silent AS "isSilent", f.since, f.created_at AS at FROM follow f LEFT JOIN project p ON p.id = f.project_id
      LEFT JOIN call c ON c.id = f.call_id WHERE f.account_id = ${id}::uuid ORDER BY f.created_at`,
  },
  // By which one knows a key, never the key nor its hash.
  apiKeys: {
    columns: columns({ name: 'text', prefix: 'text', at: 'instant', lastUsedOn: 'day', endedAt: 'instant' }),
    sql: Prisma.sql`SELECT name, prefix, created_at AS at, last_used_on::text AS "lastUsedOn", revoked_at AS "endedAt" FROM api_key WHERE account_id = ${id}::uuid ORDER BY created_at`,
  },
  // What a letter says, and never the link in one that lets its reader in.
  letters: {
    columns: columns({
      at: 'instant',
      letter: 'text',
      email: 'text',
      locale: 'account.locale',
      sentAt: 'instant',
      readAt: 'instant',
      content: 'raw',
    }),
    sql: Prisma.sql`SELECT m.created_at AS at, m.template AS letter, m.to_address AS email, m.locale::text, CASE WHEN NOT m.is_secret THEN m.values - 'stopUrl' END AS content, m.sent_at AS "sentAt", m.read_at AS "readAt"
      FROM message m JOIN account a ON m.account_id = a.id OR (m.account_id IS NULL AND a.email::text = m.to_address) WHERE a.id = ${id}::uuid ORDER BY m.created_at`,
  },
  letterChoices: {
    columns: columns({
      topic: 'notice.topic',
      way: 'notice.way',
      digestHour: 'number',
      quietFrom: 'number',
      quietUntil: 'number',
    }),
    sql: Prisma.sql`SELECT p.topic::text, p.way::text, s.digest_hour AS "digestHour", s.quiet_from AS "quietFrom", s.quiet_until AS "quietUntil"
      FROM notice_setting s JOIN notice_preference p ON p.account_id = s.account_id WHERE s.account_id = ${id}::uuid ORDER BY p.topic`,
  },
  deeds: {
    columns: columns({ at: 'instant', name: 'text', deed: 'text', ip: 'text' }),
    sql: Prisma.sql`SELECT at, actor_name AS name, type AS deed, ip FROM audit_event WHERE actor_id = ${id}::uuid ORDER BY at, id`,
  },
})

export const readAccountTables = (tx: Tx, ctx: Context, accountId: string): Promise<ExportTable[]> =>
  readTables(tx, ctx, queries(accountId))
