import { createHash } from 'node:crypto'

/** The application's secret of every test, its bytes and as APP_SECRET. */
export const testSecret = createHash('sha256').update('tests').digest()
export const testSecretText = testSecret.toString('base64')
