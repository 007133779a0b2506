const root = document.getElementById('embed');
if (!root) throw new Error('embed.html has no element with the id "embed"');
const heading = document.createElement('h1');
heading.textContent = 'Ridgeline';
root.append(heading);
