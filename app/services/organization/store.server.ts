// What other areas may ask of organizations.
export { planOrganizationImport } from './import-organizations.server.ts'
