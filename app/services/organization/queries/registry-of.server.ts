import { among } from '#app/services/shared/among.ts'
import type { Tx } from '#app/services/shared/db.server.ts'

/** Of these bodies the one that keeps the register of the organization's place; the nearest where several do. */
export async function registryOf(
  tx: Tx,
  bodyIds: readonly string[],
  organizationId: string,
): Promise<string | undefined> {
  const [row] = await tx.$queryRaw<{ id: string }[]>`
    SELECT b.id::text FROM body b JOIN region r ON r.id = b.region_id
    WHERE b.id = ${among(bodyIds)} AND has_jurisdiction(b.id, ${organizationId}::uuid) ORDER BY length(r.path) DESC, b.id LIMIT 1`
  return row?.id
}
