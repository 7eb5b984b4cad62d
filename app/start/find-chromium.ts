import { existsSync } from 'node:fs'
import { installPackages } from './debian-packages.ts'
import { StartFailure } from './fail.mjs'

/** A browser without windows, made for tests: the same pages for a third less work. */
const headlessShell = '/usr/bin/chromium-headless-shell'

const usualPlaces = [
  headlessShell,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** Playwright's own download, where it has been made. */
const playwrightsOwn = async () => {
  const { chromium } = await import('@playwright/test')
  return chromium.executablePath()
}

/** The browser to test with; null when this machine has none. */
export const findChromium = async (): Promise<string | null> => {
  const named = process.env['CHROMIUM_PATH']
  if (named) {
    if (existsSync(named)) return named
    throw new StartFailure(`There is no browser at CHROMIUM_PATH=${named}`, 'Correct it, or leave it out')
  }
  const found = usualPlaces.find((place) => existsSync(place))
  if (found) return found
  const own = await playwrightsOwn()
  return existsSync(own) ? own : null
}

/** Debian's packages, with a Chinese font so that a picture of a page shows what a person would see. */
const installHeadlessShell = () => installPackages('chromium-headless-shell', 'fonts-noto-cjk')
const installChromium = () => installPackages('chromium', 'fonts-noto-cjk')

export const ensureChromium = async (): Promise<string> => {
  const present = await findChromium()
  if (present !== null && (process.env['CHROMIUM_PATH'] || present === headlessShell)) return present
  const found = installHeadlessShell() || (present === null && installChromium()) ? await findChromium() : present
  if (found) return found
  throw new StartFailure(
    'The browser journeys need a Chromium and there is none',
    'Install one (apt-get install chromium fonts-noto-cjk, or npx playwright install chromium), or name it in CHROMIUM_PATH',
  )
}
