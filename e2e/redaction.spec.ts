import { look } from './support/look'
import { own } from './support/own'
import { act, expect, signInAs, test } from './support/site'

for (const scripts of [true, false]) {
  test.describe(scripts ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled: scripts })

    test('an editor finds the revisions that have a secret and redacts them; the history, the revision and its comparisons say so', async ({
      page,
    }) => {
      await signInAs(page, 'Redacting Editor', 'editor')
      const { slug } = act<{ slug: string }>('answer', 'redaction-room', own('A key for the lock'), 'The key is hunter-seven.')
      act('revise', slug, 'The key is under the mat.', 'major')
      await page.goto(`/answers/${slug}/history`)
      await page.getByRole('link', { name: 'Redact' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Redact revisions')
      await expect(page.getByRole('checkbox', { name: /^Revision 1/ }), 'the one that was chosen').toBeChecked()
      await expect(page.getByRole('checkbox', { name: /^Revision 2/ }), 'the current text').toBeDisabled()
      await page.goto(`/answers/${slug}/redact`)
      await page.getByLabel('Words that must go').fill('hunter-seven')
      await page.getByRole('button', { name: 'Find revisions' }).click()
      await expect(page.getByText('Revision 1 has these words and is ticked below. Nothing was redacted yet.')).toBeVisible()
      expect(page.url(), 'the words are in no address').not.toContain('hunter')
      await expect(page.getByRole('checkbox', { name: /^Revision 1/ })).toBeChecked()
      await look(page, 'redaction', scripts)
      await page.getByLabel('Reason').fill('A key was pasted.')
      await page.getByRole('button', { name: 'Redact for good' }).click()
      await expect(page.getByText('It is redacted.')).toBeVisible()

      await page.context().clearCookies()
      for (const address of ['history', 'revisions/1', 'diff?from=1&to=2', 'diff?from=2&to=1']) {
        const answer = await page.goto(`/answers/${slug}/${address}`)
        expect(answer?.status(), address).toBe(200)
        expect(await answer?.text(), address).not.toContain('hunter-seven')
        await expect(page.getByText('Redacted by an editor on'), address).toBeVisible()
      }
      await page.goto(`/answers/${slug}`)
      await expect(page.getByText('The key is under the mat.')).toBeVisible()
    })
  })
}

test('what a question said is redacted from its history; a member has no such page', async ({ page }) => {
  const { name } = await signInAs(page, 'Pasting Asker')
  const thread = act<{ id: number; slug: string }>('thread-as', name, 'redaction-room', own('Why is it refused'), 'My key is hunter-eight.')
  await page.goto(`/threads/${thread.id}/edit`)
  await page.getByLabel('What happens').fill('My key is refused.')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('My key is refused.')).toBeVisible()
  const refused = await page.goto(`/threads/${thread.id}/posts/0/redact`)
  expect(refused?.status()).toBe(404)
  await page.context().clearCookies()
  await signInAs(page, 'Redacting Editor', 'editor')
  await page.goto(`/threads/${thread.id}/history`)
  await page.getByRole('link', { name: 'Redact' }).click()
  await page.getByLabel('Reason').fill('A key was pasted.')
  await page.getByRole('button', { name: 'Redact for good' }).click()
  await expect(page.getByText('It is redacted.')).toBeVisible()
  await page.goto(`/threads/${thread.id}/history`)
  await expect(page.getByText('Redacted by an editor on')).toBeVisible()
  expect(await page.content()).not.toContain('hunter-eight')
})
