<?php
/**
 * Products, lists, cart, checkout, and the page that says thank you.
 *
 * @package Sayso
 */

defined( 'ABSPATH' ) || exit;

/** The same for classic templates and blocks: it asks WooCommerce what the page is, and reads no template. */
final class Sayso_Store_Pages {
	/** When the page said so, on the order: a reload says it no more. */
	const PURCHASE = '_sayso_purchase';

	public static function init(): void {
		add_action( 'template_redirect', array( self::class, 'keep_out_of_caches' ), 5 );
		add_action( 'wp_footer', array( self::class, 'look' ), 10 );
		// Classic and block, and only for who may see the order.
		add_action( 'woocommerce_thankyou', array( self::class, 'thank_you' ) );
	}

	/** WooCommerce keeps them out of caches too; but here it is what the promise rests on. */
	public static function keep_out_of_caches(): void {
		if ( is_cart() || is_checkout() ) {
			Sayso_Page_Events::keep_out_of_caches();
		}
	}

	public static function look(): void {
		try {
			if ( is_product() ) {
				self::product();
			} elseif ( is_shop() || is_product_taxonomy() ) {
				self::list();
			} elseif ( is_cart() ) {
				self::cart( 'view_cart' );
			} elseif ( is_checkout() && ! is_wc_endpoint_url() ) {
				self::cart( 'begin_checkout' );
			}
		} catch ( Throwable $error ) {
			Sayso_Outgoing::note( $error->getMessage() );
		}
	}

	private static function product(): void {
		$product = wc_get_product( get_queried_object_id() );
		if ( ! $product || post_password_required( $product->get_id() ) ) {
			return;
		}
		$item  = Sayso_Items::of_product( $product );
		$props = array( 'items' => array( $item ), 'currency' => get_woocommerce_currency() );
		if ( isset( $item['price'] ) ) {
			$props['value'] = $item['price'];
		}
		Sayso_Page_Events::add( 'view_item', $props );
	}

	/** The page's own list: what WordPress has asked the database for. Lists beside it (related products) are none. */
	private static function list(): void {
		global $wp_query;
		$items = array();
		foreach ( array_slice( (array) $wp_query->posts, 0, 200 ) as $post ) {
			$product = wc_get_product( $post );
			if ( $product ) {
				$items[] = Sayso_Items::of_product( $product, array( 'index' => count( $items ) ) );
			}
		}
		$term = get_queried_object();
		$id   = is_search() ? 'search' : ( $term instanceof WP_Term ? $term->taxonomy . ':' . $term->slug : 'shop' );
		if ( $items ) {
			$list = array( 'items' => $items, 'item_list_id' => mb_substr( $id, 0, 200 ), 'currency' => get_woocommerce_currency() );
			Sayso_Page_Events::add( 'view_item_list', $list );
		}
	}

	private static function cart( string $name ): void {
		$cart = WC()->cart;
		if ( ! $cart || $cart->is_empty() ) {
			return;
		}
		$items = array();
		foreach ( $cart->get_cart() as $line ) {
			$items[] = Sayso_Items::of_product( $line['data'], array( 'quantity' => $line['quantity'] ) );
		}
		$currency = get_woocommerce_currency();
		$value    = (float) $cart->get_cart_contents_total() + ( $cart->display_prices_including_tax() ? (float) $cart->get_cart_contents_tax() : 0 );
		$props    = array( 'items' => $items, 'value' => Sayso_Money::round( $value, $currency ), 'currency' => $currency );
		if ( 'begin_checkout' === $name && $cart->get_applied_coupons() ) {
			$props['coupon'] = implode( ',', $cart->get_applied_coupons() );
		}
		Sayso_Page_Events::add( $name, $props );
	}

	/** @param int $id Of the order. */
	public static function thank_you( $id ): void {
		try {
			$order = wc_get_order( $id );
			if ( ! $order || $order->has_status( array( 'failed', 'cancelled', 'refunded' ) ) || $order->get_meta( self::PURCHASE ) ) {
				return;
			}
			$purchase = self::purchase( $order );
			$order->update_meta_data( self::PURCHASE, (string) time() );
			$order->save_meta_data();
			if ( $purchase['items'] ) {
				Sayso_Page_Events::add( 'purchase', $purchase );
			}
			Sayso_Order_Subject::keep( $order );
		} catch ( Throwable $error ) {
			Sayso_Outgoing::note( $error->getMessage() );
		}
	}

	/** @param WC_Order $order No name, no address, no note of it is read. */
	private static function purchase( $order ): array {
		$currency = $order->get_currency();
		$props    = array(
			'transaction_id' => (string) $order->get_order_number(),
			'value'          => Sayso_Money::round( $order->get_total(), $currency ),
			'currency'       => $currency,
			'tax'            => Sayso_Money::round( $order->get_total_tax(), $currency ),
			'shipping'       => Sayso_Money::round( $order->get_shipping_total(), $currency ),
			'items'          => array(),
		);
		foreach ( $order->get_items() as $line ) {
			$props['items'][] = Sayso_Items::of_line( $line, $order );
		}
		if ( $order->get_coupon_codes() ) {
			$props['coupon'] = implode( ',', $order->get_coupon_codes() );
		}
		return $props;
	}
}
