// The methods of arrays and strings that a Gizmo query may use, written as
// scripts: a loop of the engine's own could not be interrupted, and could make
// something huge of something small at one stroke.
(function () {
  "use strict";

  function callable(f) {
    if (typeof f !== "function") throw new TypeError(String(f) + " is not a function");
    return f;
  }

  function from(list, start, otherwise) {
    if (start === undefined) return otherwise;
    return start < 0 ? Math.max(list.length + start, 0) : Math.min(start, list.length);
  }

  function merge(list, low, high, order) {
    if (high - low < 2) return list.slice(low, high);
    var middle = (low + high) >> 1;
    var a = merge(list, low, middle, order), b = merge(list, middle, high, order);
    var out = [], i = 0, j = 0;
    while (i < a.length && j < b.length) out.push(order(b[j], a[i]) < 0 ? b[j++] : a[i++]);
    while (i < a.length) out.push(a[i++]);
    while (j < b.length) out.push(b[j++]);
    return out;
  }

  function byText(a, b) {
    var s = String(a), t = String(b);
    return s < t ? -1 : s > t ? 1 : 0;
  }

  var array = {
    concat: function () {
      var out = this.slice();
      for (var i = 0; i < arguments.length; i++) {
        if (Array.isArray(arguments[i])) for (var j = 0; j < arguments[i].length; j++) out.push(arguments[i][j]);
        else out.push(arguments[i]);
      }
      return out;
    },
    every: function (f, that) {
      for (var i = 0; i < this.length; i++) if (!callable(f).call(that, this[i], i, this)) return false;
      return true;
    },
    filter: function (f, that) {
      var out = [];
      for (var i = 0; i < this.length; i++) if (callable(f).call(that, this[i], i, this)) out.push(this[i]);
      return out;
    },
    find: function (f, that) {
      var i = this.findIndex(f, that);
      return i < 0 ? undefined : this[i];
    },
    findIndex: function (f, that) {
      for (var i = 0; i < this.length; i++) if (callable(f).call(that, this[i], i, this)) return i;
      return -1;
    },
    forEach: function (f, that) {
      for (var i = 0; i < this.length; i++) callable(f).call(that, this[i], i, this);
    },
    includes: function (x) { return this.indexOf(x) >= 0; },
    indexOf: function (x, start) {
      for (var i = from(this, start, 0); i < this.length; i++) if (this[i] === x) return i;
      return -1;
    },
    join: function (between) {
      var out = "";
      if (between === undefined) between = ",";
      for (var i = 0; i < this.length; i++) {
        if (i > 0) out += between;
        if (this[i] !== undefined && this[i] !== null) out += this[i];
      }
      return out;
    },
    lastIndexOf: function (x) {
      for (var i = this.length - 1; i >= 0; i--) if (this[i] === x) return i;
      return -1;
    },
    map: function (f, that) {
      var out = [];
      for (var i = 0; i < this.length; i++) out.push(callable(f).call(that, this[i], i, this));
      return out;
    },
    reduce: function (f, start) {
      var i = 0;
      if (arguments.length < 2) {
        if (this.length === 0) throw new TypeError("Reduce of empty array with no initial value");
        start = this[i++];
      }
      for (; i < this.length; i++) start = callable(f)(start, this[i], i, this);
      return start;
    },
    reverse: function () {
      for (var i = 0, j = this.length - 1; i < j; i++, j--) {
        var x = this[i];
        this[i] = this[j];
        this[j] = x;
      }
      return this;
    },
    shift: function () {
      var first = this[0];
      for (var i = 1; i < this.length; i++) this[i - 1] = this[i];
      if (this.length > 0) this.length--;
      return first;
    },
    slice: function (start, end) {
      var out = [];
      end = from(this, end, this.length);
      for (var i = from(this, start, 0); i < end; i++) out.push(this[i]);
      return out;
    },
    some: function (f, that) { return this.findIndex(f, that) >= 0; },
    sort: function (order) {
      var sorted = merge(this, 0, this.length, order === undefined ? byText : callable(order));
      for (var i = 0; i < sorted.length; i++) this[i] = sorted[i];
      return this;
    },
    splice: function (start, count) {
      start = from(this, start, 0);
      if (arguments.length < 2) count = this.length - start;
      count = Math.max(Math.min(count, this.length - start), 0);
      var gone = this.slice(start, start + count), tail = this.slice(start + count);
      this.length = start;
      for (var i = 2; i < arguments.length; i++) this.push(arguments[i]);
      for (i = 0; i < tail.length; i++) this.push(tail[i]);
      return gone;
    },
    toString: function () { return this.join(); },
    unshift: function () {
      var tail = this.slice();
      this.length = 0;
      for (var i = 0; i < arguments.length; i++) this.push(arguments[i]);
      for (i = 0; i < tail.length; i++) this.push(tail[i]);
      return this.length;
    }
  };

  var string = {
    replace: function (what, by) {
      var s = String(this), at = s.indexOf(what);
      if (at < 0) return s;
      what = String(what);
      if (typeof by === "function") by = by(what, at, s);
      return s.slice(0, at) + by + s.slice(at + what.length);
    },
    split: function (between, most) {
      var s = String(this), out = [];
      if (between === undefined) return [s];
      between = String(between);
      var step = Math.max(between.length, 1);
      if (s === "" && between === "") return out;
      for (var at = 0; ;) {
        if (most !== undefined && out.length >= most) return out;
        var next = between === "" ? at + 1 : s.indexOf(between, at);
        if (next < 0 || (between === "" && next >= s.length)) break;
        out.push(s.slice(at, next));
        at = between === "" ? next : next + step;
      }
      out.push(s.slice(at));
      return out;
    }
  };

  return { array: array, string: string };
})();
