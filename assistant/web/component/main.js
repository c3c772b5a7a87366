/** @type {WeakMap<Element, Reader>} */
const readers = new WeakMap();

/**
 * What Streamlit calls with each new state of the page.
 * @param {{data: Given | null, parentElement: Element,
 *   setTriggerValue: (name: string, value: string) => void}} component
 */
export default function ({ data, parentElement, setTriggerValue }) {
  const reader = readers.get(parentElement) ?? new Reader(parentElement);
  readers.set(parentElement, reader);
  reader.ask = (document) => setTriggerValue("wanted", document);
  reader.receive(data ?? {});
  return () => {
    if (!parentElement.isConnected) reader.leave();
  };
}
