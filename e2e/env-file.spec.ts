import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { anOwnSite } from './support/own-site'
import { expect, test } from './support/site'

test('what .env says holds for pages and for what they do', async ({ page, request }) => {
  const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'cairn-env-')), 'settings')
  fs.writeFileSync(file, "CAIRN_SIGN_UP=closed\nCAIRN_NAME='Quarry # 7'\nCAIRN_SECRET=too short, and not read\n")
  const site = await anOwnSite({ settings: { CAIRN_ENV_FILE: file } })
  try {
    const [url] = site.urls as [string]
    await page.goto(`${url}/sign-up`)
    await expect(page.getByText('takes no new accounts')).toBeVisible()
    await expect(page).toHaveTitle(/Quarry # 7/)
    const before = await site.sql('select count(*)::int as n from auth_user')
    const form = { name: 'Late Comer', email: 'late@example.org', password: 'seven small stones' }
    const answer = await request.post(`${url}/sign-up`, { form, headers: { origin: url } })
    expect(answer.status()).toBe(403)
    expect((await site.sql('select count(*)::int as n from auth_user')).rows).toEqual(before.rows)
  } finally {
    await site.stop()
    fs.rmSync(path.dirname(file), { recursive: true })
  }
})
