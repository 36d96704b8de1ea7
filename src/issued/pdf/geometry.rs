//! Rectangles and affine maps of a page, in points or user units.

/// A rectangle with its sides in order.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    /// The lesser x.
    pub left: f64,
    /// The lesser y.
    pub bottom: f64,
    /// The greater x.
    pub right: f64,
    /// The greater y.
    pub top: f64,
}

impl Rect {
    /// The rectangle with two given corners.
    pub(crate) fn of_corners(a: (f64, f64), b: (f64, f64)) -> Rect {
        Rect { left: a.0.min(b.0), bottom: a.1.min(b.1), right: a.0.max(b.0), top: a.1.max(b.1) }
    }

    /// The rectangle with its lower left corner at a point.
    pub(crate) fn at(left: f64, bottom: f64, width: f64, height: f64) -> Rect {
        Rect { left, bottom, right: left + width, top: bottom + height }
    }

    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(&self) -> f64 {
        self.top - self.bottom
    }

    /// Whether the two have a point in common that is not on a side.
    pub(crate) fn overlaps(&self, other: &Rect) -> bool {
        self.left < other.right && other.left < self.right && self.bottom < other.top && other.bottom < self.top
    }

    /// What the two have in common; `None` where that is nothing.
    pub(crate) fn intersection(&self, other: &Rect) -> Option<Rect> {
        let common = Rect {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (common.left <= common.right && common.bottom <= common.top).then_some(common)
    }

    /// The rectangle with its sides moved out by a distance.
    pub(crate) fn grown(&self, by: f64) -> Rect {
        Rect { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    /// The least rectangle that holds both.
    pub(crate) fn with(&self, other: &Rect) -> Rect {
        Rect {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// Whether every side is a number.
    pub(crate) fn is_finite(&self) -> bool {
        [self.left, self.bottom, self.right, self.top].iter().all(|side| side.is_finite())
    }
}

/// An affine map as PDF writes it: `x' = a x + c y + e`, `y' = b x + d y + f` (ISO 32000-1, 8.3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub [f64; 6]);

impl Matrix {
    /// The map that changes nothing.
    pub(crate) const IDENTITY: Matrix = Matrix([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    pub(crate) fn translation(x: f64, y: f64) -> Matrix {
        Matrix([1.0, 0.0, 0.0, 1.0, x, y])
    }

    pub(crate) fn scaling(by: f64) -> Matrix {
        Matrix([by, 0.0, 0.0, by, 0.0, 0.0])
    }

    /// A turn to the left by an angle in radians.
    pub(crate) fn rotation(angle: f64) -> Matrix {
        let (sin, cos) = angle.sin_cos();
        Matrix([cos, sin, -sin, cos, 0.0, 0.0])
    }

    /// This map first, then another.
    pub(crate) fn then(&self, next: &Matrix) -> Matrix {
        let ([a, b, c, d, e, f], [p, q, r, s, t, u]) = (self.0, next.0);
        Matrix([a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u])
    }

    pub(crate) fn apply(&self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The map back; `None` where this one flattens the plane.
    pub(crate) fn inverse(&self) -> Option<Matrix> {
        let [a, b, c, d, e, f] = self.0;
        let determinant = a * d - b * c;
        (determinant.is_finite() && determinant != 0.0).then(|| {
            let [a, b, c, d] = [d / determinant, -b / determinant, -c / determinant, a / determinant];
            Matrix([a, b, c, d, -(e * a + f * c), -(e * b + f * d)])
        })
    }

    /// The least upright rectangle around the image of one.
    pub(crate) fn bounds(&self, rect: &Rect) -> Rect {
        let corners =
            [(rect.left, rect.bottom), (rect.right, rect.bottom), (rect.right, rect.top), (rect.left, rect.top)];
        let [first, second, third, fourth] = corners.map(|corner| self.apply(corner));
        Rect::of_corners(first, second).with(&Rect::of_corners(third, fourth))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_and_its_inverse_give_the_point_back() {
        let map = Matrix::rotation(0.7).then(&Matrix::scaling(3.0)).then(&Matrix::translation(-5.0, 11.0));
        let (x, y) = map.inverse().unwrap().apply(map.apply((2.0, 9.0)));
        assert!((x - 2.0).abs() < 1e-9 && (y - 9.0).abs() < 1e-9);
        assert_eq!(Matrix::scaling(0.0).inverse(), None);
    }

    #[test]
    fn rectangles_that_touch_do_not_overlap() {
        let left = Rect::at(0.0, 0.0, 10.0, 10.0);
        assert!(!left.overlaps(&Rect::at(10.0, 0.0, 5.0, 5.0)) && left.overlaps(&Rect::at(9.0, 9.0, 5.0, 5.0)));
    }
}
