import assert from "node:assert/strict";
import { html, trust } from "./markup";

describe("markup of the page", () => {
    it("escapes what is put into it, in texts and in attributes", () => {
        const name = "<script>alert(\"1\" & '2')</script>";
        assert.equal(html`<p title="${name}">${name}</p>`.text,
            "<p title=\"&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;\">"
            + "&lt;script&gt;alert(&quot;1&quot; &amp; &#39;2&#39;)&lt;/script&gt;</p>");
    });

    it("leaves as it is what it made itself, in lists, too", () => {
        assert.equal(html`<ul>${["a<", "b"].map(item => html`<li>${item}</li>`)}</ul>${trust("a > b")}`.text,
            "<ul><li>a&lt;</li><li>b</li></ul>a > b");
    });

    it("takes out characters that no document may have", () => {
        assert.equal(html`${"a\u0000\u001bb\tc"}`.text, "a\ufffd\ufffdb\tc");
    });
});
