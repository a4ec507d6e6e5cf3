// How a component lives in its place on the page.
const mounted = new WeakMap();

/**
 * Show a part in the place that Streamlit gives a component: `new Part(root, data)` at first and whenever `identity` is another,
 * `part.update(component)` with all that comes, `part.remove()` when another takes its place or the place is gone.
 */
export function mount(component, Part, identity = null) {
  const { parentElement: root, data } = component;
  const told = JSON.stringify(identity);
  if (mounted.get(root)?.told !== told) {
    mounted.get(root)?.part.remove();
    mounted.set(root, { told, part: new Part(root, data) });
  }
  mounted.get(root).part.update?.(component);
  return () => {
    if (root.isConnected) return; // Streamlit cleans up after a call that newer data overtook, too
    mounted.get(root)?.part.remove();
    mounted.delete(root);
  };
}
