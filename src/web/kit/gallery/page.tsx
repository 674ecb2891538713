export default function Gallery() {
  return <main>Kit</main>
}
