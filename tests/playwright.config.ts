import { defineConfig } from '@playwright/test'
import { findChromium } from '#app/start/find-chromium.ts'

const chromium = process.env['CHROMIUM_PATH'] ?? (await findChromium()) ?? undefined

/**
 * Of two such lists Chromium takes the last, so Playwright's own stands in ours, as far as it is about pages. `RenderDocument` is ours: with
 * it every page gets a new frame and a new surface, which is a third of what all the browser's processes do for a page that is asked for.
 */
const withoutFeatures = [
  'RenderDocument',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
]

/** Every journey is walked twice, so that both languages and both with and without JavaScript are walked. */
const ways = (
  [
    ['zh-CN', false],
    ['en', true],
  ] as const
).map(([locale, javaScript]) => ({
  name: `${locale} ${javaScript ? 'with' : 'without'} JavaScript`,
  testMatch: /journeys\/.*\.spec\.ts/,
  use: { locale, javaScriptEnabled: javaScript },
}))

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  globalSetup: './support/start-site.ts',
  fullyParallel: false,
  workers: 3,
  timeout: 480_000,
  expect: { timeout: 10_000 },
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    ...(chromium === undefined ? {} : { launchOptions: { executablePath: chromium, args: chromiumArguments() } }),
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    trace: 'off',
  },
  projects: [...ways, { name: 'pages', fullyParallel: true, testMatch: /pages\/.*\.spec\.ts/ }],
})

/** As root there is no sandbox to have, and a closed network has nobody to call. */
function chromiumArguments(): string[] {
  return [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    `--disable-features=${withoutFeatures.join(',')}`,
  ]
}
