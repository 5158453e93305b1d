import '../styles/desk-pages.css'

/** The pages of the desk, with the styles that only they need. */
export default function DeskLayout({ children }: { children: React.ReactNode }) {
  return children
}
