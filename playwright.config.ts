import { defineConfig } from '@playwright/test'
import { chromiumFlags } from './tests/browser.ts'

const phone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
}
const desktop = { viewport: { width: 1440, height: 900 } }

/** Journeys in a real browser, over one product with the demonstration and one fresh from the box. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/journeys',
  globalSetup: './tests/e2e/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  // A second try on a shared, noisy machine; what needed it is named in the report.
  retries: 1,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: process.env.CHROME_PATH, args: chromiumFlags },
  },
  // Customers and cleaners hold a phone, the office sits at a desk; booking itself is walked on both.
  projects: [
    { name: 'phone', use: phone, testMatch: /(guest|access|staff)-[\w-]+\.spec\.ts/ },
    {
      name: 'desktop',
      use: desktop,
      testIgnore: /(staff|access|guest-mistakes|guest-tracks)[\w-]*\.spec\.ts/,
    },
  ],
})
