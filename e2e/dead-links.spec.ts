import type { Page } from '@playwright/test'
import { aPage } from './support/a-page'
import { look } from './support/look'
import { mark } from './support/own'
import { act, expect, expectNoSidewaysScroll, signInAs, test } from './support/site'

const told = (page: Page, words: string) => expect(page.getByRole('status').filter({ hasText: words })).toBeVisible()

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? 'with scripts' : 'without scripts'

  test(`${how}, an editor sees where a dead link stands, has it checked again, says that it is fine and takes that back`, async ({
    browser,
  }) => {
    const page = await aPage(browser, { javaScriptEnabled })
    await signInAs(page, 'Linking Editor', 'editor')
    const address = `https://pumps-${mark().toLowerCase()}.example/manuals/${'long-name-'.repeat(12)}of-a-valve?edition=1&page=2`
    const title = `Where to read on ${mark()}`
    const { slug } = act<{ slug: string }>('answer', 'rooms', title, `## Further reading\n\nSee [the manual](${address}).`)
    act('dead-links', slug)

    await page.goto('/desk/links')
    const item = page.getByRole('listitem').filter({ hasText: address })
    await expect(item).toContainText(`in ${title}, under “Further reading”`)
    await expect(item).toContainText('Its site has no such page (404), since')
    await expect(item.getByRole('link', { name: title, exact: true })).toHaveAttribute('href', `/answers/${slug}#further-reading`)
    await expect(item.getByRole('link', { name: `Revise: ${title}` })).toHaveAttribute('href', `/answers/${slug}/edit`)
    await look(page, 'dead-links', javaScriptEnabled)

    await item.getByRole('button', { name: 'Check again' }).click()
    await told(page, 'It will be checked again in a moment.')
    await expect(item).toContainText('to be checked again')

    await item.getByRole('button', { name: 'It is fine' }).click()
    await told(page, 'Noted.')
    await expect(item).toHaveCount(0)
    await page.getByRole('link', { name: 'Said to be fine' }).click()
    await expect(item).toBeVisible()
    await expectNoSidewaysScroll(page)
    await item.getByRole('button', { name: 'It is not fine' }).click()
    await told(page, 'Taken back.')
    await expect(item).toBeVisible()

    await item.getByRole('link', { name: `Revise: ${title}` }).click()
    const note = page.getByRole('listitem').filter({ hasText: address })
    await expect(note, 'the editor says which link is meant').toContainText('under “Further reading”')
    await expectNoSidewaysScroll(page)
    await page.context().close()
  })
}
