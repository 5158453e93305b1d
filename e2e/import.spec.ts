import fs from 'node:fs'
import type { Page } from '@playwright/test'
import { aPost, aTopicFile, aZip } from '../test/exports'
import { alone } from './support/alone'
import { eventually } from './support/eventually'
import { mark, own } from './support/own'
import { expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

/** A number of this attempt alone, for ids of the forum it imports. */
const idOf = () => [...mark()].reduce((sum, letter) => (sum * 26 + letter.charCodeAt(0) - 97) % 1_000_000, 7) + 1_000

const anExportZip = (count: number) => {
  const first = idOf()
  return aZip(
    Object.fromEntries(
      Array.from({ length: count }, (_, i) => {
        const id = first + i
        const posts = [aPost(id * 1_000 + 1, { topic_id: id, post_number: 1 }), aPost(id * 1_000 + 2, { topic_id: id, post_number: 2 })]
        return [`topics/${id}.json`, aTopicFile(id, posts, { title: own(`Masonry case ${i}`), category_id: null })]
      }),
    ),
  )
}

/** Opens the page as it is between imports. What an attempt that failed has left behind is discarded. */
async function openForm(page: Page): Promise<void> {
  await eventually(async () => {
    await page.goto('/admin/import')
    for (const name of ['Stop', 'Discard']) {
      const button = page.getByRole('button', { name, exact: true })
      if (await button.isVisible()) await button.click()
    }
    expect(await page.getByRole('button', { name: 'Upload and read' }).isVisible()).toBe(true)
  })
}

/** Loads the page again until the worker has brought the import there: without scripts a page does not follow by itself. */
const until = (page: Page, heading: string) =>
  eventually(async () => {
    await page.goto('/admin/import')
    expect(await page.getByRole('heading', { name: heading }).isVisible()).toBe(true)
  })

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('a forum is uploaded, read, confirmed, imported and reported', async ({ page }) => {
      await alone('import', async () => {
        await signInAs(page, 'Ida Imports', 'admin')
        await openForm(page)
        if (javaScriptEnabled) await expectAccessible(page)
        await expectNoSidewaysScroll(page)
        await page.getByText('More choices').click()
        await page.getByLabel('Name of the source').fill(own('old forum'))
        await page.getByLabel('Files', { exact: true }).setInputFiles(await anExportZip(3))
        await page.getByRole('button', { name: 'Upload and read' }).click()
        if (javaScriptEnabled) await expect(page.getByRole('heading', { name: 'This would come' }), 'the page follows').toBeVisible()
        else await until(page, 'This would come')
        await expect(page.locator('.report').first()).toContainText(/Threads +3 found/)
        if (javaScriptEnabled) await expectAccessible(page)
        await expectNoSidewaysScroll(page)
        const newest = await page.request.get('/threads?sort=newest')
        expect(await newest.text(), 'nothing has come yet').not.toContain(own('Masonry case 1'))

        await page.getByRole('button', { name: 'Import it' }).click()
        // The notice, and where the worker was quick the report beside it.
        await expect(
          page
            .getByText('The worker imports it now.')
            .or(page.getByText(/Threads +3 added/))
            .first(),
        ).toBeVisible()
        const report = page.locator('details[open] .report', { hasText: 'added' })
        await eventually(async () => {
          await page.goto('/admin/import')
          expect(await report.isVisible()).toBe(true)
        })
        await expect(report).toContainText(/Threads +3 added, 0 updated, 0 unchanged/)
        await expect(report).toContainText(/Replies +3 added/)
        if (javaScriptEnabled) await expectAccessible(page)
        await expectNoSidewaysScroll(page)
        await page.goto('/admin/audit')
        await expect(page.locator('main')).toContainText('confirmed an import')
        expect(fs.readdirSync(`${process.env.E2E_DATA_DIR}/imports`), 'the upload is removed').toEqual([])
      })
    })

    test('what can’t be imported says why; what was read can be discarded', async ({ page }) => {
      await alone('import', async () => {
        await signInAs(page, 'Dora Discards', 'admin')
        await openForm(page)
        await page
          .getByLabel('Files', { exact: true })
          .setInputFiles({ name: 'forum.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('x') })
        await page.getByRole('button', { name: 'Upload and read' }).click()
        await expect(page.getByText('“forum.exe” is neither an archive')).toBeVisible()
        await expectNoSidewaysScroll(page)

        await page
          .getByLabel('Files', { exact: true })
          .setInputFiles({ name: 'broken.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') })
        await page.getByRole('button', { name: 'Upload and read' }).click()
        await eventually(async () => {
          await page.goto('/admin/import')
          // The form is back when nothing is under way any more.
          expect(await page.getByRole('button', { name: 'Upload and read' }).isVisible()).toBe(true)
          expect(await page.getByText('broken.zip can’t be read as an archive').first().isVisible()).toBe(true)
        })

        await page.getByLabel('Files', { exact: true }).setInputFiles(await anExportZip(1))
        await page.getByRole('button', { name: 'Upload and read' }).click()
        await until(page, 'This would come')
        await page.getByRole('button', { name: 'Discard' }).click()
        await expect(page.getByText('Discarded. The uploaded files are removed.')).toBeVisible()
        await expect(page.getByRole('button', { name: 'Upload and read' })).toBeVisible()
      })
    })
  })
}
