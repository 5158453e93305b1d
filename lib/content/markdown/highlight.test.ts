import { expect, test } from 'vitest'
import { grammarNameOf, loadGrammars } from './grammars'
import { highlight } from './highlight'
import { languages } from './languages'
import { languagesIn } from './languages-in'
import { renderMarkdown } from './render'

const always = () => true

/** Tokens of every kind in most languages. Languages without them have a line of their own. */
const common = 'if (x) { return "text" + 42; } // a note\n# another note\nclass A: pass\n'
const own: Record<string, string> = {
  apache: '<VirtualHost *:80>\nServerName "a.example"\n# a note\n</VirtualHost>',
  asm: 'mov eax, 42 ; a note\njmp start',
  bat: 'REM a note\nif exist a.txt echo "text"',
  css: 'a { color: "red"; margin: 4px } /* a note */',
  csv: 'a,b,c\n1,"two",3',
  diff: '- was\n+ is\n@@ -1 +1 @@',
  docker: '# a note\nFROM node:22\nRUN echo "text"',
  dotenv: '# a note\nPORT=3000\nexport NAME="text"',
  'fortran-free-form': 'program a\n  print *, "text" ! a note\nend program',
  gherkin: '# a note\nFeature: Search\n  Scenario: "text" is found\n    Given a thread',
  html: '<!-- a note -->\n<p class="text">words</p>',
  http: 'GET /threads HTTP/1.1\nHost: a.example\n\n{"a": 42}',
  ini: '; a note\n[part]\nname = "text"',
  latex: '% a note\n\\begin{document}\\textbf{a}\\end{document}',
  less: '@a: 4px; // a note\n.b { margin: @a; content: "text" }',
  log: '2026-11-28 10:00:00 ERROR "text" failed: 42',
  make: '# a note\nall: a.o\n\techo "text"\nifeq (a,b)\nendif',
  markdown: '# A title\n\n**bold** and `code`\n\n> quoted',
  mermaid: '%% a note\ngraph TD\n  A["text"] --> B',
  rst: 'A title\n=======\n\n.. note:: text\n\n**bold** ``code``',
  shellsession: '$ echo "text" # a note\ntext',
  scss: '$a: 4px; // a note\n.b { margin: $a; content: "text" }',
  sass: '$a: 4px\n.b\n  margin: $a\n  content: "text" // a note',
  'ssh-config': '# a note\nHost a\n  HostName a.example\n  Port 22',
  svelte: '<script>\n  let a = "text"\n</script>\n<p class="b">{a}</p>',
  vue: '<template>\n  <p class="b">{{ a }}</p>\n</template>\n<script>\nlet a = "text"\n</script>',
  twig: '{# a note #}{% if a %}<p class="b">{{ a }}</p>{% endif %}',
  jinja: '{# a note #}{% if a %}<p class="b">{{ a }}</p>{% endif %}',
  handlebars: '{{! a note }}{{#if a}}<p class="b">{{a}}</p>{{/if}}',
  razor: '@if (a) { <p class="b">text</p> }\n@* a note *@',
  pug: '//- a note\np(class="b") text',
  xml: '<!-- a note -->\n<a b="text">words</a>',
}

for (const name of Object.keys(languages)) {
  test(`${name} is loaded when it is named, keeps its text and has more than one colour`, async () => {
    const code = own[name] ?? common
    await loadGrammars([name])
    const lines = highlight(code, name, always) ?? []
    expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(code)
    expect(new Set(lines.flat().map(({ className }) => className)).size).toBeGreaterThan(1)
  })
}

test('languages go by the names people write', () => {
  for (const [written, name] of [
    ['golang', 'go'],
    ['RS', 'rust'],
    ['c#', 'csharp'],
    ['C++', 'cpp'],
    ['f#', 'fsharp'],
    ['ps1', 'powershell'],
    ['Dockerfile', 'docker'],
    ['yml', 'yaml'],
    ['sh', 'shellscript'],
    ['node', 'javascript'],
    ['tf', 'terraform'],
    ['vb.net', 'vb'],
    ['constructor', null],
    ['brainfuck', null],
  ])
    expect(grammarNameOf(written as string), written as string).toBe(name)
  const aliases = Object.entries(languages).flatMap(([name, { aliases }]) => [name, ...aliases.split(' ').filter(Boolean)])
  expect(
    aliases.filter((alias, i) => aliases.indexOf(alias) !== i),
    'no name is that of two',
  ).toEqual([])
  expect([...languagesIn('> ```c++ title\n> ```\n\n~~~ F#\n~~~\n\n<pre><code class="language-go">x</code></pre>')]).toEqual([
    'c++',
    'F#',
    'go',
  ])
})

test('await and try are keywords, and what they wait for is not', async () => {
  const coloured = async (language: string, code: string) => {
    await loadGrammars([language])
    return highlight(code, language, always)
      ?.flat()
      .filter(({ className }) => className === 'tk')
      .map(({ text }) => text)
  }
  expect(await coloured('js', 'await f()')).toEqual(['await'])
  expect(await coloured('ts', 'const r = await f(), s = new A()')).toEqual(['const', 'await', 'new'])
  expect(await coloured('swift', 'let x = try await f()')).toEqual(['let', 'try', 'await'])
  expect(await coloured('python', 'await f() if a and not b else c')).toEqual(['await', 'if', 'and', 'not', 'else'])
})

test('code is in colours to its end or not at all, however little time there is', async () => {
  await loadGrammars(['js'])
  const code = 'await f()\nconst a = 1\n'.repeat(10)
  const whole = highlight(code, 'js', always)
  for (let lines = 0; lines < 21; lines++) {
    let left = lines
    expect(
      highlight(code, 'js', () => left-- > 0),
      `time for ${lines} lines`,
    ).toBeNull()
  }
  let left = 21
  expect(highlight(code, 'js', () => left-- > 0)).toEqual(whole)
})

test('a grammar that is used for the first time, however slowly, colours its first line as every later one', async () => {
  // A clock that jumps by hours, as on a very busy machine.
  const now = Date.now
  let hours = 0
  Date.now = () => now() + hours++ * 3_600_000
  try {
    await loadGrammars(['kotlin'])
    const line = 'val a = "text" // note'
    const [first, second] = highlight(`${line}\n${line}`, 'kotlin', always) ?? []
    expect(first).toEqual(second)
    expect(first?.length).toBeGreaterThan(3)
  } finally {
    Date.now = now
  }
})

test('many languages in one text: the first few are in colours, the others keep their text', async () => {
  const html = await renderMarkdown(
    Object.keys(languages)
      .map((name) => `\`\`\`${name}\n${own[name] ?? common}\n\`\`\`\n`)
      .join('\n'),
  )
  expect(html.match(/class="codebox"/g)?.length).toBeGreaterThan(5)
  expect(html.match(/<pre/g)?.length).toBe(Object.keys(languages).length)
})

test('code after the first sixty thousand characters of a text keeps its words and has no colours', async () => {
  const lines = `// ${'word '.repeat(18)}\n`.repeat(165)
  const blocks = (await renderMarkdown(`\`\`\`js\n${lines}\`\`\`\n\n`.repeat(5))).split('</pre>').slice(0, 5)
  expect(blocks.map((html) => html.match(/(?:word ){18}/g)?.length)).toEqual(Array(5).fill(165))
  expect(blocks[0]).toContain('class="codebox"')
  expect(blocks[4]).not.toContain('class="codebox"')
})
