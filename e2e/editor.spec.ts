import { gzipSync } from 'node:zlib'
import type { Page, TestInfo } from '@playwright/test'
import { eventually } from './support/eventually'
import { mark, own } from './support/own'
import { act, expect, expectAccessible, expectNoSidewaysScroll, signInAs, test } from './support/site'

const editorKibMax = 160

const isPhone = (info: TestInfo) => info.project.name === 'phone'
const text = (page: Page) => page.locator('textarea[name=body]')
const thread = (title: string) => act<{ id: number; slug: string }>('thread', 'rooms', own(title), 'What happens.')

/** Puts the cursor into the field and waits for the editor over it. */
async function openEditor(page: Page, label: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).click()
  await expect(page.locator('.md-host')).toBeVisible()
  await expect(page.locator('.md-host')).toBeFocused()
}

/** Pastes as a browser does where the focus is, also within a shadow root. */
async function paste(page: Page, kinds: Record<string, string>): Promise<void> {
  await page.evaluate((given) => {
    const clipboardData = new DataTransfer()
    for (const [kind, value] of Object.entries(given)) clipboardData.setData(kind, value)
    const host = document.activeElement
    const target = host?.shadowRoot?.activeElement ?? host
    target?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true, composed: true }))
  }, kinds)
}

const table = `<html><head><style>td { color: red }</style></head><body><table style="width: 1px"><tr><td style="color: red">Code</td><td>Says</td></tr>
  <tr><td>-9807</td><td>a chain that <b>ends</b></td></tr></table></body></html>`

test.describe('with a mouse and a keyboard', () => {
  test.skip(({ isMobile }) => isMobile, 'phones keep the textarea')

  test('a reply is written with lists, links, a table and a tag, and sent by Ctrl+Enter', async ({ page }) => {
    const tag = `okapi-${mark()}`
    act('thread', 'rooms', own('About okapis'), 'What happens.', tag)
    const { id, slug } = thread('Written in the editor')
    await signInAs(page, 'Editor Writer')
    await page.goto(`/threads/${id}/reply`)
    await openEditor(page, 'Your reply')
    await expectAccessible(page)
    await page.keyboard.type('- one\ntwo\n\nj, k, / and ? are letters here.')
    await expect(text(page)).toHaveValue('- one\n- two\n\nj, k, / and ? are letters here.')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('Read this')
    await page.keyboard.press('Control+Shift+ArrowLeft')
    await paste(page, { 'text/plain': 'https://example.org/page' })
    await expect(text(page)).toHaveValue(/Read \[this\]\(https:\/\/example\.org\/page\)$/)

    await page.keyboard.press('End')
    await paste(page, { 'text/html': table, 'text/plain': 'Code\tSays' })
    await expect(text(page)).toHaveValue(/\n\n\| Code +\| Says +\|\n\| -+ \| -+ \|\n\| -9807 \| a chain that \*\*ends\*\* \|\n$/)

    await page.keyboard.press('Enter')
    await page.keyboard.type(`See #${tag.slice(0, 8)}`)
    await expect(page.getByRole('option', { name: `#${tag}` })).toBeVisible()
    await expectAccessible(page)
    // A list that has just come takes no key for a moment, so that nobody chooses by mistake: the mouse may at once.
    await page.getByRole('option', { name: `#${tag}` }).click()
    await expect(text(page)).toHaveValue(new RegExp(`See \\[#${tag}\\]\\(/tags/${tag}\\)$`))

    await page.keyboard.press('Control+Enter')
    await expect(page).toHaveURL(new RegExp(`/threads/${id}/${slug}`))
    const reply = page.locator('.post').nth(1)
    await expect(reply.locator('table td').first()).toHaveText('-9807')
    await expect(reply.getByRole('link', { name: `#${tag}` })).toHaveAttribute('href', `/tags/${tag}`)
    expect(
      await page.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('cairn-unsent'))),
      'kept after it was sent',
    ).toEqual([])
  })

  test('the tools work by mouse, keyboard and shortcut; undo takes them back; Tab leads on', async ({ page }) => {
    const { id } = thread('Written with tools')
    await signInAs(page, 'Tool User')
    await page.goto(`/threads/${id}/reply`)
    // The first click comes before the editor is there, and counts.
    await page.getByRole('button', { name: 'Bold' }).click()
    await expect(text(page)).toHaveValue('****')
    await page.keyboard.type('strong')
    await expect(text(page)).toHaveValue('**strong**')
    // What was typed slowly is taken back in several steps.
    await eventually(async () => {
      await page.keyboard.press('Control+z')
      expect(await text(page).inputValue()).toBe('')
    })

    await page.keyboard.type('words')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+i')
    await expect(text(page)).toHaveValue('_words_')
    await page.keyboard.press('Control+z')
    await expect(text(page)).toHaveValue('words')
    await page.keyboard.press('Control+a')
    // The toolbar is one stop. Arrows lead from tool to tool.
    await page.getByRole('toolbar').focus()
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    for (const name of ['Bold', 'Italic', 'Link', 'Code']) {
      await page.keyboard.press('ArrowRight')
      await expect(page.getByRole('button', { name, exact: true })).toBeFocused()
    }
    await page.keyboard.press('Enter')
    await expect(text(page)).toHaveValue('`words`')
    await page.keyboard.press('Control+a')
    await page.getByRole('button', { name: 'Link' }).click()
    await expect(text(page)).toHaveValue('[`words`](url)')
    await page.keyboard.type('https://example.org/')
    await expect(text(page)).toHaveValue('[`words`](https://example.org/)')
    await page.getByRole('button', { name: 'List' }).click()
    await expect(text(page)).toHaveValue('- [`words`](https://example.org/)')
    // Without a selection these are for the line.
    await page.keyboard.press('Control+End')
    await page.keyboard.type('\n\nSaid by one')
    await page.getByRole('button', { name: 'Quote' }).click()
    await page.keyboard.type(' of us')
    await expect(text(page)).toHaveValue('- [`words`](https://example.org/)\n\n> Said by one of us')

    await page.keyboard.press('Tab')
    await expect(page.getByRole('button', { name: 'Post the reply' })).toBeFocused()
    await page.getByText('Your reply', { exact: true }).click()
    await expect(page.locator('.md-host')).toBeFocused()
  })

  test('a question has its preview beside the text, a draft, and the tools of the plain field for those who choose it', async ({
    page,
  }) => {
    await signInAs(page, 'Preview Reader')
    await page.goto('/ask')
    await page.getByLabel('Title').fill(own('Previewed beside'))
    await openEditor(page, 'What happens')
    await page.keyboard.type('Some *slanted* words')
    await expect(page.getByText(/Draft saved at/)).toBeVisible()
    await page.getByRole('button', { name: 'Preview' }).click()
    await expect(page.locator('.preview em')).toHaveText('slanted')
    const [field, preview] = await Promise.all([page.locator('.md-host').boundingBox(), page.locator('.preview').boundingBox()])
    expect(Math.abs((field?.y ?? 0) - (preview?.y ?? 99)), 'the preview begins where the field does').toBeLessThan(2)
    expect(preview?.x).toBeGreaterThan((field?.x ?? 0) + (field?.width ?? 0))
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    // Without motion the colours are there at once.
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await expectAccessible(page)
    }

    await page.getByRole('button', { name: 'Plain field' }).click()
    await expect(page.locator('.md-host')).toHaveCount(0)
    await page.getByLabel('What happens').press('Control+a')
    await page.keyboard.press('Control+b')
    await expect(page.getByLabel('What happens')).toHaveValue('**Some *slanted* words**')
    await page.reload()
    await page.getByLabel('What happens').press('Control+a')
    await page.getByRole('button', { name: 'Quote' }).click()
    await expect(page.getByLabel('What happens'), 'the choice lasts').toHaveValue(/^> /)
    await expect(page.locator('.md-host')).toHaveCount(0)
  })

  test('a draft of an answer is written in the editor, saved while it is written, and by Ctrl+Enter', async ({ page }) => {
    await signInAs(page, 'Answer Writer', 'editor')
    await page.goto(`/answers/new?thread=${thread('Asked before').id}`)
    await page.getByLabel('Title').fill(own('Written with the editor'))
    await page.getByRole('button', { name: 'Begin the draft' }).click()
    await openEditor(page, 'Text')
    await page.keyboard.type('## What to do\n\n1. First\nthen')
    await expect(text(page)).toHaveValue('## What to do\n\n1. First\n2. then')
    await expect(page.locator('.draft-said')).toContainText('Saved at')
    await page.keyboard.type(' this')
    const saved = page.waitForResponse(
      (response) => response.request().method() === 'POST' && response.request().postData()?.includes('do=save') === true,
    )
    await page.keyboard.press('Control+Enter')
    expect((await saved).status()).toBe(200)
    await expect(text(page)).toHaveValue('## What to do\n\n1. First\n2. then this')
  })

  test('the editor is loaded on the first focus, is small, and no part of it is on a visitor’s page', async ({ page, request }) => {
    const { id, slug } = thread('Read by visitors')
    const scripts: string[] = []
    page.on('response', (response) => {
      if (/\.js(\?|$)/.test(response.url())) scripts.push(response.url())
    })
    const sizes = async (addresses: string[]) => {
      const bodies = await Promise.all([...new Set(addresses)].map(async (address) => (await request.get(address)).body()))
      return { bytes: bodies.reduce((sum, body) => sum + gzipSync(body).length, 0), code: bodies.join('\n') }
    }
    await page.goto(`/threads/${id}/${slug}`, { waitUntil: 'networkidle' })
    for (const part of ['cm-content', 'markdown-toolbar', 'cairn-unsent']) expect((await sizes(scripts)).code).not.toContain(part)

    await signInAs(page, 'Late Loader')
    await page.goto(`/threads/${id}/reply`, { waitUntil: 'networkidle' })
    const before = new Set(scripts)
    expect((await sizes([...before])).code).not.toContain('cm-content')
    await openEditor(page, 'Your reply')
    const loaded = await sizes(scripts.filter((address) => !before.has(address)))
    expect(loaded.code).toContain('cm-content')
    test.info().annotations.push({ type: 'size', description: `${(loaded.bytes / 1024).toFixed(1)} KiB` })
    expect(loaded.bytes / 1024).toBeLessThanOrEqual(editorKibMax)
  })
})

test('a send without a connection leaves the writer where they are; the text outlasts a reload, but not another person', async ({
  page,
  context,
}, info) => {
  const { id, slug } = thread('Sent on a train')
  // What the server keeps as a draft would be there as well, if it was saved before the connection went.
  await context.route('**/reply/draft', (route) => route.abort('internetdisconnected'))
  await signInAs(page, 'Train Rider')
  await page.goto(`/threads/${id}/reply`)
  await page.getByLabel('Your reply').click()
  if (!isPhone(info)) await expect(page.locator('.md-host')).toBeFocused()
  await page.keyboard.type('Written in a tunnel.')
  // The tools are there once this does something: on a phone nothing else shows it.
  await page.getByRole('button', { name: 'Heading' }).click()
  await expect(text(page)).toHaveValue(/^## /)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Post the reply' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'It could not be sent' })).toBeVisible()
  await expectAccessible(page)
  await context.setOffline(false)
  await page.reload()
  await expect(text(page)).toHaveValue('## Written in a tunnel.')
  await expect(page.getByText('Your text that was not sent is back.')).toBeVisible()

  await context.clearCookies()
  await signInAs(page, 'Next Rider')
  await page.goto(`/threads/${id}/reply`)
  await expect(page.getByRole('button', { name: 'Bold' })).toBeVisible()
  await expect(text(page)).toHaveValue('')
  await page.getByLabel('Your reply').click()
  await page.keyboard.type('Written by the next.')
  await page.getByRole('button', { name: 'Post the reply' }).click()
  await expect(page).toHaveURL(new RegExp(`/threads/${id}/${slug}`))
  await page.goto(`/threads/${id}/reply`)
  await expect(page.getByRole('button', { name: 'Bold' })).toBeVisible()
  await expect(text(page), 'what was sent is not kept').toHaveValue('')
})

test('on a phone the textarea stays, with the tools, lists, pasting of links and tables, and a preview below', async ({ page }, info) => {
  test.skip(!isPhone(info), 'for phones')
  const { id } = thread('Written on a phone')
  await signInAs(page, 'Phone Writer')
  await page.goto(`/threads/${id}/reply`)
  await page.getByLabel('Your reply').click()
  await page.getByRole('button', { name: 'List' }).click()
  await expect(text(page)).toHaveValue('- ')
  await page.keyboard.type('one\nread this')
  await expect(text(page)).toHaveValue('- one\n- read this')
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await paste(page, { 'text/plain': 'https://example.org/' })
  await expect(text(page)).toHaveValue('- one\n- read [this](https://example.org/)')
  await page.keyboard.press('End')
  await paste(page, { 'text/html': table, 'text/plain': 'Code\tSays' })
  await expect(text(page)).toHaveValue(/\| -9807 \| a chain that \*\*ends\*\* \|\n$/)
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.locator('.preview td').first()).toHaveText('-9807')
  await expect(page.locator('.md-host')).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Plain field' })).toHaveCount(0)
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('the field is a textarea with its label, and the reply is posted', async ({ page }) => {
    const { id, slug } = thread('Written without scripts')
    await signInAs(page, 'Plain Writer')
    await page.goto(`/threads/${id}/reply`)
    await page.getByLabel('Your reply').fill('Plain **words**.')
    await page.getByRole('button', { name: 'Post the reply' }).click()
    await expect(page).toHaveURL(new RegExp(`/threads/${id}/${slug}`))
    await expect(page.locator('.post strong')).toHaveText('words')
  })
})
