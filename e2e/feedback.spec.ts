import type { Browser, Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { look } from './support/look'
import { mark, own } from './support/own'
import { act, expect, signInAs, test } from './support/site'

/** A visitor with a browser of their own, so that it is a visitor of its own. */
async function aVisitor(browser: Browser, javaScriptEnabled: boolean): Promise<Page> {
  const userAgent = `Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36 ${mark()}${javaScriptEnabled}`
  return aPage(browser, { javaScriptEnabled, userAgent })
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`${how}, a reader's no with words reaches the desk, where an editor deals with it and takes that back`, async ({
    browser,
    page,
  }) => {
    const title = `Descaling ${own('kettles')}`
    const { slug } = act<{ slug: string }>('answer', 'answers', title, '## What to do\n\nVinegar.')
    const missed = `Not a word about iron kettles ${mark()}.`
    const visitor = await aVisitor(browser, javaScriptEnabled)
    const complaints: string[] = []
    visitor.on('console', (message) => {
      if (message.type() === 'error' && !/status of 422/.test(message.text())) complaints.push(message.text())
    })
    await visitor.goto(`/answers/${slug}`)
    const helpful = visitor.getByRole('region', { name: 'Was this helpful?' })
    await expect(helpful.getByLabel('What was missing?')).toBeHidden()
    await look(visitor, 'answer', javaScriptEnabled)
    await helpful.getByRole('button', { name: 'Yes' }).click()
    await expect(helpful.getByRole('status')).toHaveText('Thank you.')
    await expect(helpful.getByRole('button', { name: 'Yes' })).toHaveAttribute('aria-pressed', 'true')
    await helpful.getByRole('button', { name: 'No, something is missing' }).click()
    await expect(helpful.getByRole('status')).toHaveText('Thank you.')
    if (javaScriptEnabled) expect(new URL(visitor.url()).search).toBe('')
    await helpful.getByLabel('What was missing?').fill('  ')
    await helpful.getByRole('button', { name: 'Send' }).click()
    await expect(helpful.getByRole('status')).toHaveText('Write what was missing.')
    await look(visitor, 'answer-no', javaScriptEnabled)
    await helpful.getByLabel('What was missing?').fill(missed)
    await helpful.getByRole('button', { name: 'Send' }).click()
    await expect(helpful.getByRole('status')).toHaveText('Thank you. The editors will read it.')
    await expect(helpful.getByLabel('What was missing?')).toBeHidden()
    expect(await helpful.getByRole('link', { name: 'Ask about this' }).getAttribute('href')).toBe(
      `/ask?${new URLSearchParams({ title, topic: 'answers' })}`,
    )
    await visitor.goto(`/answers/${slug}`)
    await expect(visitor.locator('body'), 'it is shown to no reader').not.toContainText(missed)
    expect(complaints).toEqual([])
    await visitor.context().close()

    await signInAs(page, 'Listening Editor', 'editor')
    await page.goto('/desk')
    await page.getByRole('link', { name: /^Feedback/ }).click()
    const item = page.getByRole('listitem').filter({ hasText: missed })
    await expect(item).toContainText('revision 1')
    await look(page, 'desk-feedback', javaScriptEnabled)
    await item.getByRole('button', { name: /^Dealt with/ }).click()
    await expect(item).toHaveCount(0)
    await look(page, 'desk-feedback-done', javaScriptEnabled)
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(item).toBeVisible()
    await item.getByRole('link', { name: title }).click()
    await expect(page.getByRole('row', { name: /^1, / })).toContainText('0 %')
    await expect(page.getByRole('link', { name: '1 to read' })).toBeVisible()
    await look(page, 'answer-use', javaScriptEnabled)
    await page.getByRole('link', { name: '1 to read' }).click()
    await expect(item).toBeVisible()
    await expect(page.getByRole('link', { name: 'Show all' })).toBeVisible()
  })
}
