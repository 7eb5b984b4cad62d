import { migrate } from '#prisma/migrate.ts'

// A process that brings the database named in its arguments up to date, to be killed in the middle (interrupted-migration.ts).
const [ownerUrl] = process.argv.slice(2)
if (ownerUrl === undefined) throw new Error('which database?')
console.log('migrating')
await migrate(ownerUrl)
console.log('migrated')
