import type pg from 'pg'

export type Settled = {
  lettersHeld: number
  linksDropped: number
  sessionsEnded: number
  tokensEnded: number
  jobs: number
}

/** Stands where others have the id of what it happened to. */
const theSite = '00000000-0000-0000-0000-000000000000'
const doubt = 'restored from a backup: whether it left before is not known'

/**
 * What a database that was put back must not do by itself. Letters that were waiting may have left since then: they wait for an
 * administrator, as every letter of which nobody knows whether it left (unless `sendsLetters`). Who was signed in signs in again, and no
 * link of before opens anything: they may have been ended or used since. The file of all open data is not in a backup and is made anew.
 * `restoredTo`: an instant; published digests of after it tell of what was lost (docs/decisions/audit-chain.md).
 */
export async function settle(
  client: pg.Client,
  {
    sendsLetters,
    restoredTo,
    ...about
  }: { sendsLetters: boolean; restoredTo: string; backup: string; lastCommitAt: string | undefined },
): Promise<Settled> {
  const changed = async (sql: string, values: unknown[] = []) => (await client.query(sql, values)).rowCount ?? 0
  await client.query('BEGIN')
  try {
    const settled: Settled = {
      lettersHeld: sendsLetters
        ? 0
        : await changed(
            `UPDATE message SET state = 'DOUBTFUL', error = $1, digest_id = NULL WHERE state IN ('QUEUED', 'SENDING', 'FAILED', 'WAITING')`,
            [doubt],
          ),
      linksDropped: await changed(
        `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
          WHERE t.id = j.task_id AND t.identifier = 'send-link'`,
      ),
      sessionsEnded: await changed('UPDATE session SET revoked_at = now() WHERE revoked_at IS NULL'),
      tokensEnded: await changed('UPDATE account_token SET used_at = now() WHERE used_at IS NULL'),
      jobs: 0,
    }
    // The guard lets the last one go only for a later one, which is made when the worker is back.
    await changed('ALTER TABLE open_bundle DISABLE TRIGGER open_bundle_guard')
    await changed('DELETE FROM open_bundle')
    await changed('ALTER TABLE open_bundle ENABLE TRIGGER open_bundle_guard')
    // Who had a job in hand is gone.
    await changed(
      'UPDATE graphile_worker._private_jobs SET locked_at = NULL, locked_by = NULL WHERE locked_at IS NOT NULL',
    )
    await changed(
      'UPDATE graphile_worker._private_job_queues SET locked_at = NULL, locked_by = NULL WHERE locked_at IS NOT NULL',
    )
    const { rows } = await client.query<{ jobs: number }>(
      `SELECT count(*)::int AS jobs FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
        WHERE t.identifier <> 'send-message' OR $1`,
      [sendsLetters],
    )
    settled.jobs = rows[0]?.jobs ?? 0
    await changed(
      `INSERT INTO audit_event (at, actor_name, type, entity, entity_id, data, request_id, ip)
        VALUES (now(), 'restore', 'site.restored', 'site', $1,
          $2::jsonb || jsonb_build_object('restoredTo', to_char($3::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')), 'restore', '')`,
      [theSite, JSON.stringify({ ...settled, ...about, from: about.backup }), restoredTo],
    )
    await client.query('COMMIT')
    // The chains go on; a database of before they were has none yet.
    await client.query(`DO $$ BEGIN
      IF to_regprocedure('chain_after_restore()') IS NOT NULL THEN PERFORM chain_after_restore(); END IF; END $$`)
    return settled
  } catch (error) {
    await client.query('ROLLBACK')
    throw error
  }
}
