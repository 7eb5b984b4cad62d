import { lifecycles } from '#app/domain/shared/lifecycles.ts'

/** Prints the rows and triggers that make PostgreSQL keep to the declared lifecycles; pasted into a migration. */
export function printLifecycleSql(): string {
  const rows = lifecycles.flatMap((lifecycle) =>
    lifecycle.edges().map((edge) => `  ('${lifecycle.name}', '${edge.from}', '${edge.event}', '${edge.to}')`),
  )
  const triggers = lifecycles.map(
    ({ name, initial }) =>
      `CREATE TRIGGER ${name}_lifecycle BEFORE INSERT OR UPDATE OF state ON ${name}\n  FOR EACH ROW EXECUTE FUNCTION guard_lifecycle('${name}', '${initial}');`,
  )
  return `INSERT INTO lifecycle_edge (lifecycle, from_state, event, to_state) VALUES\n${rows.join(',\n')};\n\n${triggers.join('\n')}\n`
}
