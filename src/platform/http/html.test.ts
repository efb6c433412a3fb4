import { describe, expect, test } from 'vitest';
import { html } from './html.ts';

describe('a page', () => {
  test('shows whatever is put into it as text', () => {
    expect(html`<p title="${'" onload="x'}">${'<script>alert(1)</script> & ñ'}</p>`.text).toBe(
      '<p title="&quot; onload=&quot;x">&lt;script&gt;alert(1)&lt;/script&gt; &amp; ñ</p>',
    );
  });

  test('takes markup of its own as it is, and nothing for null', () => {
    expect(html`<ul>${[html`<li>${1}</li>`, html`<li>${"o'"}</li>`]}${null}</ul>`.text).toBe('<ul><li>1</li><li>o&#39;</li></ul>');
  });
});
